/** A queue and where its messages end that could not be handled, by name. */
export interface QueueNames {
  source: string;
  deadLetters: string;
}

const suffix = '-dead-letter';

/**
 * The queues that a person means: by what they are for (`bounces`, in this stage), or by the full name of either of the
 * two. What names.yml calls `x` has its dead letters in `x-dead-letter`.
 */
export function queueNames(meant: string, stage: string): QueueNames {
  const source = meant.endsWith(suffix) ? meant.slice(0, -suffix.length) : meant;
  const full = source.startsWith('sesame-') ? source : `sesame-${stage}-${source}`;
  return { source: full, deadLetters: `${full}${suffix}` };
}
