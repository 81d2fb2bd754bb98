import { clientCredentials, createClient, items } from '../sdk/typescript/src/index.ts'

/** `npm run first-call`, beside `npm start`: the client for TypeScript asks for its token and for the schemes there are. HOST says where, if not where it usually is. */
const host = process.env.HOST ?? 'http://127.0.0.1:3000'
const clientId = 'sandbox-care-coordinator'
const token = clientCredentials({
  tokenUrl: `${host}/sandbox/oauth2/token`,
  clientId,
  clientSecret: `${clientId}-secret`,
})
const budgets = createClient({ baseUrl: host, token })

for await (const scheme of items(budgets.listSchemes)) console.log(scheme.title)
