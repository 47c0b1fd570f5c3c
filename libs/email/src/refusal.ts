/** Why a text is refused: a reason for programs, and a sentence for people that says what to do and never repeats the text. */
export type Refusal<Reason extends string = string> = { reason: Reason; sentence: string };
