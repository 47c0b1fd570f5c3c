const pattern = /^\s*([245]\.[0-9]{1,3}\.[0-9]{1,3})(?![0-9.])/;

/** The enhanced status code (RFC 3463) that the status of a bounced recipient begins with, such as `5.1.1`. */
export function enhancedStatus(status: string | undefined): string | undefined {
  return pattern.exec(status ?? '')?.[1];
}
