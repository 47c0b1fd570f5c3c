import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a client asked for. */
export type Asked = { target: string; contentType: string; body: unknown; headers: Record<string, unknown> };

/** What is answered: a status with a body, nothing but a closed connection, or nothing at all. */
export type Answer = { status?: number; body?: unknown; headers?: Record<string, string> } | 'reset' | 'never';

/** For tests: a service on this machine that answers as it is told, the last answer again and again, and keeps what it was asked. */
export class ScriptedService {
  asked: Asked[] = [];
  answers: Answer[] = [{}];
  private readonly server: Server;

  private constructor() {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { headers } = request;
        this.asked.push({
          target: String(headers['x-amz-target']),
          contentType: String(headers['content-type']),
          body: JSON.parse(Buffer.concat(chunks).toString()),
          headers,
        });
        const answer = (this.answers.length > 1 ? this.answers.shift() : this.answers[0]) ?? {};
        if (answer === 'never') return undefined;
        if (answer === 'reset') return request.socket.destroy();
        const { status = 200, body = {}, headers: sent = {} } = answer;
        response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0', ...sent });
        return response.end(typeof body === 'string' ? body : JSON.stringify(body));
      });
    });
  }

  static async start(): Promise<ScriptedService> {
    const service = new ScriptedService();
    service.server.listen(0, '127.0.0.1');
    await once(service.server, 'listening');
    return service;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Answers this from now on, and forgets what it was asked. */
  script(...answers: Answer[]): void {
    this.answers = answers;
    this.asked = [];
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}
