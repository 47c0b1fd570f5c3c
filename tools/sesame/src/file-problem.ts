/** What is wrong with a file, and where: lines and columns from 1. `file` is told as the person named the folder. */
export type FileProblem = { file: string; line?: number; column?: number; sentence: string };

/** A file that is not read or written. */
export class FileError extends Error {
  constructor(readonly problem: FileProblem) {
    super(problem.sentence);
  }
}

/** `welcome/body.mjml:3: Attribute colour is illegal`, as editors and CI services turn it into a link. */
export function problemLine({ file, line, column, sentence }: FileProblem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(':');
  return `${place}: ${sentence}`;
}
