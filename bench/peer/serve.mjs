import { createServer } from 'node:http'
import jwt from 'jsonwebtoken'
import { postgraphile } from 'postgraphile'
import { makePgService } from 'postgraphile/adaptors/pg'
import { grafserv } from 'postgraphile/grafserv/node'
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber'

/**
 * PostGraphile over the same tables, as its own documentation sets it up for production: the role that the service connects as, row-level security
 * by the tenant of a token, which is verified at each request by the cheapest signature there is (HS256). It asks nothing else: not whether the
 * actor may see the case, and it keeps nobody's look.
 */
const { PEER_DATABASE_URL: connectionString, PEER_SECRET: secret, PORT } = process.env

/** GraphQL takes no hyphen in a name, and the values of the enums have them. */
const hyphensAsUnderscores = {
  name: 'HyphensAsUnderscores',
  version: '1.0.0',
  inflection: {
    replace: {
      enumValue(previous, _options, value, codec) {
        return previous(value.replaceAll('-', '_'), codec)
      },
    },
  },
}

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  plugins: [hyphensAsUnderscores],
  pgServices: [makePgService({ connectionString, schemas: ['public'], poolConfig: { max: 16 } })],
  gather: { muteWarnings: true, installWatchFixtures: false },
  grafserv: { graphiql: false, watch: false },
  grafast: {
    explain: false,
    context({ node }) {
      const token = node?.req?.headers.authorization?.slice('Bearer '.length) ?? ''
      const { commissionerId } = jwt.verify(token, secret, { algorithms: ['HS256'] })
      return { pgSettings: { 'app.commissioner_id': commissionerId } }
    },
  },
})
const server = createServer()
await instance.createServ(grafserv).addTo(server)
await instance.getSchemaResult()
server.listen(Number(PORT), '127.0.0.1')
process.once('SIGTERM', () => {
  server.close()
  server.closeAllConnections()
  instance.release()
})
