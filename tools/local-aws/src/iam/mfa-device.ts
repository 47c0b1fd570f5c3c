import { createHmac, randomBytes } from 'node:crypto';

/** A virtual MFA device: it shows another code of six digits every thirty seconds (RFC 6238, with SHA-1). */
export interface MfaDevice {
  /** Its ARN. */
  serialNumber: string;
  /** What it shows at this time, in milliseconds since 1970. */
  codeAt(time: number): string;
  /** Whether it shows this code now, or did or will within thirty seconds. On AWS a code is also good only once. */
  accepts(code: string, now: number): boolean;
}

const stepMs = 30_000;

export function createMfaDevice(serialNumber: string, secret: Buffer = randomBytes(20)): MfaDevice {
  const codeAt = (time: number) => {
    const step = Buffer.alloc(8);
    step.writeBigUInt64BE(BigInt(Math.floor(time / stepMs)));
    const digest = createHmac('sha1', secret).update(step).digest();
    const offset = digest.readUInt8(digest.length - 1) & 0xf;
    const number = digest.readUInt32BE(offset) & 0x7fff_ffff;
    return String(number % 1_000_000).padStart(6, '0');
  };
  return {
    serialNumber,
    codeAt,
    accepts: (code, now) => [now - stepMs, now, now + stepMs].some((time) => time >= 0 && codeAt(time) === code),
  };
}
