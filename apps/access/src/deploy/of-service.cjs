/** What of names.yml is a service's: what is called after it, and the queues of the sender, which are called after their work. */
function ofService(service, names) {
  const prefix = service.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
  const own = (record, prefixes = [prefix]) =>
    Object.entries(record)
      .filter(([key]) => prefixes.some((one) => key.startsWith(one)))
      .map(([, name]) => name);
  const listensTo = { bounces: ['bounces'], complaints: ['complaints'], metrics: ['events'] };
  const functions = own(names.functions);
  return {
    // Several functions of a service are called after it; so one pattern says as much as the list.
    functions: functions.length > 1 ? [`${commonPrefix(functions)}-*`] : functions,
    queues: own(names.queues, service === 'sender' ? ['send', 'fetch'] : [prefix]),
    topics: (listensTo[service] ?? []).map((topic) => names.topics[topic]),
    rules: ['sender', 'metrics', 'suppressions', 'identities', 'templates'].includes(service),
    routes: ['sender', 'metrics', 'suppressions', 'identities', 'templates', 'api-keys'].includes(service),
  };
}

function commonPrefix([first = '', ...others]) {
  const parts = first.split('-');
  while (!others.every((name) => name.startsWith(`${parts.join('-')}-`))) parts.pop();
  return parts.join('-');
}

module.exports = { ofService };
