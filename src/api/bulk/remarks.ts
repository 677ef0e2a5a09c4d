import type { JobRecord } from '../../store/jobs';

/** What is worth knowing about an import beyond its counts, one sentence each. */
export function remarksOn({ counts, params, outcome, possibleDuplicateOf, echo }: JobRecord): string[] {
  const { total, duplicate, replayed, skipped, failed } = counts;
  const of = (rows: number): string => `${rows} of ${total} row${total === 1 ? '' : 's'}`;
  const remarks: [boolean, string][] = [
    [
      possibleDuplicateOf !== null,
      `Possible duplicate of job ${possibleDuplicateOf}: it had the same content. What that one created is replayed.`,
    ],
    [duplicate > 0, `${of(duplicate)} repeat an earlier row of the file and were taken once.`],
    [replayed > 0, `${of(replayed)} had been sent before with the same content; those orders are left as they are.`],
    [outcome === 'CANCELLED', `Cancelled: ${of(skipped)} were not applied; orders that were created stay.`],
    [
      params.mode === 'ALL_OR_NOTHING' && failed > 0,
      'Nothing was created: all rows are wanted or none, and some failed.',
    ],
    [params.mode === 'VALIDATE_ONLY', 'Nothing is created: the rows are only validated.'],
    [echo !== 'kept', 'What was sent is not kept any more; the counts and the reasons of failures are.'],
  ];
  return remarks.filter(([holds]) => holds).map(([, sentence]) => sentence);
}
