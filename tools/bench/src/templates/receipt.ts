/** A receipt such as shops send: 25 tags, a partial, a list, conditions. */
export const html = `{{#*inline "line"}}
<tr><td style="padding: 8px">{{name}}</td><td align="right">{{quantity}}</td><td align="right">{{price}} {{currency}}</td></tr>
{{/inline}}
<!doctype html>
<html lang="en">
<head><title>Your order {{order.id}}</title><style>td { font-family: sans-serif; color: #333333 }</style></head>
<body>
<h1>Thank you, {{customer.name}}</h1>
{{#if order.note}}<p>Your note: {{order.note}}</p>{{else}}<p>You left no note.</p>{{/if}}
<table width="600" cellpadding="0" cellspacing="0">
  {{#each order.items}}
  {{> line currency=@root.order.currency}}
  {{#if gift}}<tr><td colspan="3">Wrapped for {{recipient}}</td></tr>{{/if}}
  {{/each}}
  <tr><td>Total</td><td></td><td align="right">{{order.total}} {{order.currency}}</td></tr>
</table>
{{#with order.address}}<p>{{street}}<br>{{postcode}} {{city}}<br>{{country}}</p>{{/with}}
{{#unless order.paid}}<p><a href="https://shop.example.com/pay/{{order.id}}">Pay now</a></p>{{/unless}}
<p>Questions? Write to {{shop.email}}, and tell us {{order.id}}.</p>
</body>
</html>
`;

/** Data for it, with ten items. */
export const data = {
  customer: { name: 'Ada & Bob Lovelace' },
  shop: { email: 'help@example.com' },
  order: {
    id: 'A-4711',
    currency: 'EUR',
    total: '123.40',
    note: 'Ring <twice>, please',
    paid: false,
    address: { street: '12 St James’s Square', postcode: 'SW1Y', city: 'London', country: 'United Kingdom' },
    items: Array.from({ length: 10 }, (_, at) => ({
      name: `Tea no. ${at} "best"`,
      quantity: at + 1,
      price: `${at + 3}.20`,
      gift: at % 3 === 0,
      recipient: 'Grace',
    })),
  },
};
