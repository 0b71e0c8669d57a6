import { route } from "#lib/edge/route";
import { handleUpload } from "#lib/files/handle-upload";

/** uploadthing's own protocol: what may be uploaded (GET), and "I want to upload this" (POST). */
export const GET = route(handleUpload);
export const POST = route(handleUpload);
