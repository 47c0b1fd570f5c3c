/** A template could not be rendered. There is a space in the name, and its own part is not called after it. */
export interface RenderingFailureEvent {
  eventType: 'Rendering Failure';
  failure: { errorMessage: string; templateName: string };
}

export function renderingFailureEvent(templateName: string, errorMessage: string): RenderingFailureEvent {
  return { eventType: 'Rendering Failure', failure: { errorMessage, templateName } };
}
