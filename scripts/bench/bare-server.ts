import { createServer, type ServerResponse } from "node:http";

/*
 * The lowest possible cost of notifying open browsers: plain node:http, nobody signed in, nothing stored. GET opens an
 * event stream; POST notifies every open one. Prints its port.
 */

const open = new Set<ServerResponse>();

const server = createServer((request, response) => {
  if (request.method === "GET") {
    response.writeHead(200, { "content-type": "text/event-stream" }).write(":\n\n");
    open.add(response);
    response.once("close", () => open.delete(response));
    return;
  }
  request.resume().once("end", () => {
    response.writeHead(201, { "content-length": "2" }).end("{}");
    for (const stream of open) stream.write('data: {"kind":"changed","seq":1}\n\n');
  });
});

server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  console.log(address instanceof Object ? address.port : 0);
});
// It belongs to the benchmark and ends with it.
process.once("disconnect", () => process.exit());
