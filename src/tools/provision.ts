import { parseArgs } from 'node:util'
import { Ajv } from 'ajv'
import { type MachineClient, NewMachineClient } from '../machine-clients/schemas.ts'
import { machineScopes } from '../machine-scopes.ts'
import { NewOrganisation, type Organisation } from '../organisations/schemas.ts'
import { organisationKinds } from '../role-organisations.ts'
import { provision } from '../schemes/provision.ts'
import { withReferred } from '../shared/schema.ts'
import { command, openForCommand } from './database-url.ts'
import { migrate } from './migrations.ts'
import { readPresets } from './read-presets.ts'

const usage = `npm run provision -- --commissioner QYG --name "Cheshire and Merseyside ICB" \\
  --organisation "RW4:trust:Mersey Care" --scheme data/schemes/merseyside-one-off.json

--staff "RW4:Jo Smith:sub-of-account,sub-of-another" registers somebody with all their accounts; leave the code out for the commissioner's own, and end with :peer for who works as a peer.
--organisation, --staff, --machine-client and --scheme may be given several times, or left out; --scheme may be a folder: data/schemes has eight.
--machine-client "trust-record-system RW4 case:read,event:read Record system of the trust" registers a system: its client_id, the code of
its organisation or - for the commissioner's own, what it may do, its name.
MIGRATION_DATABASE_URL names the database, as the role that owns the tables.`

const isOrganisation = new Ajv({ strict: false })
  .addSchema(withReferred([NewOrganisation]).filter((schema) => schema !== NewOrganisation))
  .compile<Omit<Organisation, 'id' | 'registeredAt' | 'confirmedAt' | 'endedAt'>>(NewOrganisation)

/** `code:kind:name`, held to the same schema as a request that registers an organisation. */
function organisationIn(text: string) {
  const [code, kind, ...name] = text.split(':')
  const organisation = { code, kind, name: name.join(':') }
  if (isOrganisation(organisation)) return organisation
  throw new Error(
    `--organisation ${text}: must be code:kind:name, with a kind of ${organisationKinds.join(', ')}.\n\n${usage}`,
  )
}

/** `code:name:account,account`, and `:peer` for who works as a peer; who owns the database vouches for them. */
function staffIn(text: string) {
  const [organisation, name, accounts = '', peer] = text.split(':')
  const subs = accounts.split(',')
  if (
    organisation === undefined ||
    !name ||
    name.length > 200 ||
    (peer !== undefined && peer !== 'peer') ||
    !subs.every((sub) => /^[\x21-\x7e]{1,200}$/.test(sub))
  )
    throw new Error(`--staff ${text}: must be code:name:account,account, or code:name:account:peer.\n\n${usage}`)
  return { organisation: organisation === '' ? null : organisation, name, accounts: subs, peer: peer === 'peer' }
}

const isClient = new Ajv({ strict: false })
  .addSchema(withReferred([NewMachineClient]).filter((schema) => schema !== NewMachineClient))
  .compile<Omit<MachineClient, 'id' | 'registeredAt' | 'confirmedAt' | 'endedAt'>>(NewMachineClient)

/** `client_id organisation scopes name`, held to the same schema as a request that registers a machine client. */
function machineClientIn(text: string) {
  const [clientId, code, scopes = '', ...name] = text.split(' ')
  const client = { clientId, organisationId: null, name: name.join(' '), scopes: scopes.split(',') }
  if (isClient(client)) {
    const { organisationId: _, ...known } = client
    return { ...known, organisation: code === '-' ? undefined : code }
  }
  throw new Error(
    `--machine-client ${text}: must be client_id, organisation, scopes and name, with scopes of ${machineScopes.join(', ')}.\n\n${usage}`,
  )
}

await command(async () => {
  const { values } = parseArgs({
    options: {
      commissioner: { type: 'string' },
      name: { type: 'string' },
      organisation: { type: 'string', multiple: true },
      staff: { type: 'string', multiple: true },
      'machine-client': { type: 'string', multiple: true },
      scheme: { type: 'string', multiple: true },
    },
  })
  const {
    commissioner: code,
    name,
    organisation = [],
    staff = [],
    'machine-client': clients = [],
    scheme: places = [],
  } = values
  if (!code || !/^[A-Z0-9]{1,9}$/.test(code)) throw new Error(`--commissioner must be an ODS code.\n\n${usage}`)
  if (!name || name.length > 200) throw new Error(`--name must be the commissioner's name.\n\n${usage}`)
  const organisations = organisation.map(organisationIn)
  const machineClients = clients.map(machineClientIn)
  const members = staff.map(staffIn)
  const schemes = await readPresets(places)

  const { url, database, close } = await openForCommand('MIGRATION_DATABASE_URL')
  try {
    await migrate(url, { tell: console.error })
    const done = await provision(
      database,
      [{ commissioner: { code, name }, organisations, staff: members, machineClients, schemes }],
      new Date(),
    )
    console.log(done.length > 0 ? done.join('\n') : 'Everything is there already.')
  } finally {
    await close()
  }
  return true
})
