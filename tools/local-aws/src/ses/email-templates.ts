import { AwsError } from '../aws-error';
import type { Store } from '../store';

/** What a template is made of. A part that is absent is not there. */
export interface TemplateContent {
  subject?: string | undefined;
  html?: string | undefined;
  text?: string | undefined;
}

export interface EmailTemplate {
  name: string;
  content: TemplateContent;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** The templates of the account. Names are told apart by case (that SES does so is unverified). */
export interface EmailTemplates {
  /** Throws SES's AlreadyExistsException. */
  create(template: EmailTemplate): void;
  /** Replaces the whole content. Throws SES's NotFoundException. */
  update(name: string, content: TemplateContent): void;
  /** Throws SES's NotFoundException. */
  required(name: string): EmailTemplate;
  remove(name: string): void;
  /** By name. Only names after `after`. */
  list(limit: number, after: string | undefined): EmailTemplate[];
}

export function openEmailTemplates({ database }: Store): EmailTemplates {
  database.exec(`
    create table if not exists ses_email_templates (
      name text primary key, subject text, html text, text text, created_at integer not null)`);
  const insert = database.prepare('insert into ses_email_templates values (?, ?, ?, ?, ?)');
  const update = database.prepare('update ses_email_templates set subject = ?, html = ?, text = ? where name = ?');
  const byName = database.prepare('select * from ses_email_templates where name = ?');
  const remove = database.prepare('delete from ses_email_templates where name = ?');
  const list = database.prepare('select * from ses_email_templates where name > ? order by name limit ?');
  const required = (name: string) => {
    const row = byName.get(name);
    if (row) return templateOf(row);
    throw new AwsError('NotFoundException', `Template ${name} does not exist.`, 404);
  };

  return {
    create({ name, content: { subject, html, text }, createdAt }) {
      if (byName.get(name)) throw new AwsError('AlreadyExistsException', `Template ${name} already exists.`);
      insert.run(name, subject ?? null, html ?? null, text ?? null, createdAt);
    },
    update(name, { subject, html, text }) {
      required(name);
      update.run(subject ?? null, html ?? null, text ?? null, name);
    },
    required,
    remove: (name) => void remove.run(name),
    list: (limit, after = '') => list.all(after, limit).map(templateOf),
  };
}

function templateOf(row: Record<string, unknown>): EmailTemplate {
  const part = (name: 'subject' | 'html' | 'text') => {
    const value = row[name];
    return typeof value === 'string' ? { [name]: value } : {};
  };
  return {
    name: String(row['name']),
    content: { ...part('subject'), ...part('html'), ...part('text') },
    createdAt: Number(row['created_at']),
  };
}
