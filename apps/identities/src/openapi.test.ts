import * as z from 'zod/mini';
import { apiRequest } from './api-request.fixture';
import { createDomain } from './change/create-domain';
import { removeDomain } from './change/remove-domain';
import { updateDomain } from './change/update-domain';
import { verifyDomain } from './change/verify-domain';
import { deployment, describedShop, shop } from './domain.fixture';
import { domainSchemas } from './openapi';
import { getDomain } from './read/get-domain';
import { listDomains } from './read/list-domains';

const sesStatuses = ['NOT_STARTED', 'PENDING', 'SUCCESS', 'FAILED', 'TEMPORARY_FAILURE'];
const now = () => new Date('2026-11-22T12:00:00.000Z');
const nothing = async () => undefined;
const domains = { get: async () => shop };
const copy = { put: nothing, remove: nothing };
const request = apiRequest({ pathParameters: { id: shop.id } });

test.each(sesStatuses)('a domain that SES calls %s is listed and shown as it is described', async (status) => {
  const page = { domains: [{ ...shop, verificationStatus: status }], hasMore: false };
  const described = {
    ...describedShop,
    identity: { ...describedShop.identity, verificationStatus: status },
    dkim: { ...describedShop.dkim, status },
    mailFrom: { domain: 'send.shop.test', status },
  };
  for (const sendingIdentities of [['example.com'], ['shop.test']]) {
    const here = { ...deployment, sendingIdentities };
    const list = await listDomains({ domains: { list: async () => page }, deployment: here })(apiRequest({}));
    const shown = await getDomain({ domains, describe: async () => described, deployment: here })(request);

    expect(z.parse(domainSchemas.list, list.body)).toEqual(list.body);
    expect(z.parse(domainSchemas.shown, shown.body)).toEqual(shown.body);
  }
});

test('a domain is created, changed, verified and removed as it is described', async () => {
  const ses = {
    create: async () => describedShop,
    describe: async () => describedShop,
    setMailFrom: async () => true,
    remove: async () => now(),
  };
  const created = await createDomain({ ses, copy, domains, deployment })(apiRequest({ body: { name: 'shop.test' } }));
  const updated = await updateDomain({ ses, domains })({ ...request, body: { custom_return_path: 'bounces' } });
  const verified = await verifyDomain({ ses, copy, domains, now })(request);
  const removed = await removeDomain({ ses, copy, domains })(request);

  expect(z.parse(domainSchemas.shown, created.body)).toEqual(created.body);
  expect(z.parse(domainSchemas.changed, updated.body)).toEqual(updated.body);
  expect(z.parse(domainSchemas.changed, verified.body)).toEqual(verified.body);
  expect(z.parse(domainSchemas.removed, removed.body)).toEqual(removed.body);
});
