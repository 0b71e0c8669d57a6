"use server";

import { formAction } from "#lib/edge/action";
import { dismissStaff } from "#lib/leaving/dismiss-staff";
import { dismissStaffInput } from "#lib/leaving/schema";
import { appointStaff } from "#lib/users/appoint-staff";
import { changeStaffRole } from "#lib/users/change-staff-role";
import { appointStaffInput, changeStaffRoleInput } from "#lib/users/schema";

export const appointAction = formAction(
  { name: "appoint-staff", input: appointStaffInput, as: "manageStaff" },
  async (input, { actor, tx }) => {
    await appointStaff(actor, input, tx);
    return {
      message: "The account is made, and a mail with a link for its password is on its way.",
      showsAnew: true,
    };
  },
);

export const changeRoleAction = formAction(
  { name: "change-staff-role", input: changeStaffRoleInput, as: "manageStaff" },
  async (input, { actor, tx }) => {
    await changeStaffRole(actor, input, tx);
    return { message: "The role counts from now on.", showsAnew: true };
  },
);

export const dismissAction = formAction(
  { name: "dismiss-staff", input: dismissStaffInput, as: "manageStaff" },
  async (input, { actor, tx }) => {
    await dismissStaff(actor, input, tx);
    return { message: "The role is taken away, and the account has ended.", showsAnew: true };
  },
);
