import { defineAction } from '../action.ts';
import { must } from '../schema/explain.ts';
import { count, request, sized, text } from '../schema/fields.ts';
import { reply, string, struct } from '../schema/reply-fields.ts';
import { secretText } from '../schema/secret.ts';

const isJson = (given: string): boolean => {
  try {
    JSON.parse(given);
    return true;
  } catch {
    return false;
  }
};

/** Product Sts, version 2015-04-01; every other action is of product Vpc, version 2016-04-28. */
export const AssumeRole = defineAction({
  name: 'AssumeRole',
  verb: 'assume',
  resource: 'role',
  summary: "Switch this server to a RAM role: every later call has that role's powers.",
  risk: 'disrupt',
  input: request({
    RoleArn: text.regex(/^acs:ram::[^:\s]+:role\/\S+$/, {
      error: 'RoleArn has the form acs:ram::<account>:role/<name>',
    }),
    RoleSessionName: sized(2, 64).refine(
      ...must((label: string) => /^[\w.@-]*$/.test(label), 'is made of letters, digits and . @ - _'),
    ),
    Policy: sized(1, 1024)
      .refine(...must(isJson, 'is a RAM policy as JSON text'))
      .optional()
      .describe('JSON policy that narrows the role'),
    // Absent from the guide's table, present in its error codes; sent only when given. 43200 is the most a role allows.
    DurationSeconds: count(900, 43200).optional(),
  }),
  output: reply({
    Credentials: struct({
      AccessKeyId: string,
      AccessKeySecret: secretText.optional(),
      SecurityToken: secretText.optional(),
      Expiration: string,
    }),
    AssumedRoleUser: struct({ Arn: string, AssumedRoleId: string }),
  }),
});
