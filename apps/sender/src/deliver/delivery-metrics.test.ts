import { deliveryMetrics } from './delivery-metrics';

test('deliveries are counted by stream, those that are held by why', () => {
  const sent = { status: 'sent', messageId: '0100' } as const;
  const paused = { status: 'held', reason: 'paused' } as const;
  expect(
    deliveryMetrics([
      { stream: 'marketing', outcome: sent },
      { stream: 'transactional', outcome: sent },
      { stream: 'marketing', outcome: sent },
      { stream: 'marketing', outcome: paused },
      { stream: 'marketing', outcome: { status: 'suppressed' } },
    ]),
  ).toEqual([
    { by: { stream: 'transactional' }, metrics: { Sent: 1 } },
    { by: { stream: 'marketing' }, metrics: { Sent: 2, HeldPaused: 1, Suppressed: 1 } },
  ]);
  expect(deliveryMetrics([])).toEqual([]);
});
