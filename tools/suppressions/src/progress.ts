/** Where progress is shown. */
export type Screen = { write(text: string): unknown; isTTY?: boolean; columns?: number };

export type Progress = {
  /** How much is done, from 0 to 1, and a few words about it. */
  show(part: number, words: string): void;
  /** A line that stays. */
  say(line: string): void;
  /** Takes the bar away. */
  end(): void;
};

const betweenDrawsMs = 100;
const betweenLinesMs = 5_000;
const barWidth = 30;

/** A bar on a terminal; a plain line every five seconds anywhere else. */
export function openProgress(screen: Screen, now: () => number): Progress {
  let shownAt = now();
  const erased = '\r\u001B[2K';
  const interval = screen.isTTY === true ? betweenDrawsMs : betweenLinesMs;
  return {
    show(part, words) {
      if (now() - shownAt < interval) return;
      shownAt = now();
      const percent = `${Math.floor(part * 100)} %`.padStart(5);
      if (screen.isTTY !== true) return void screen.write(`${percent.trimStart()} · ${words}\n`);
      const filled = Math.round(part * barWidth);
      const bar = '█'.repeat(filled) + '░'.repeat(barWidth - filled);
      screen.write(`${erased}${`${bar} ${percent} · ${words}`.slice(0, (screen.columns || 80) - 1)}`);
    },
    say: (line) => void screen.write(`${screen.isTTY === true ? erased : ''}${line}\n`),
    end: () => void (screen.isTTY === true && screen.write(erased)),
  };
}
