import type { Store } from '../store';

/** When each rule is due next (milliseconds on the embedded clock), kept so that a restart neither skips a run nor doubles it. */
export interface DueTimes {
  /** The stored time, if it was reckoned from the same expression. */
  of(ruleName: string, scheduleExpression: string): number | undefined;
  set(ruleName: string, scheduleExpression: string, dueAt: number): void;
  remove(ruleName: string): void;
}

export function openDueTimes({ database }: Store): DueTimes {
  database.exec(
    'create table if not exists schedules (name text primary key, expression text not null, due_at integer not null)',
  );
  const select = database.prepare('select due_at from schedules where name = ? and expression = ?');
  const upsert = database.prepare('insert or replace into schedules (name, expression, due_at) values (?, ?, ?)');
  const remove = database.prepare('delete from schedules where name = ?');
  return {
    of(ruleName, scheduleExpression) {
      const dueAt = select.get(ruleName, scheduleExpression)?.['due_at'];
      return dueAt === undefined ? undefined : Number(dueAt);
    },
    set: (ruleName, scheduleExpression, dueAt) => void upsert.run(ruleName, scheduleExpression, dueAt),
    remove: (ruleName) => void remove.run(ruleName),
  };
}
