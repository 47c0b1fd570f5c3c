import type { SesameProcess } from './sesame-process';

declare global {
  var sharedSesame: SesameProcess | undefined;
}
