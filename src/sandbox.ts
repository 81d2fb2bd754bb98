import { existsSync } from 'node:fs'

const place = new URL('../dev/sandbox/sandbox.ts', import.meta.url)

/**
 * The sandbox: a database, tokens and sample data to try the service with. It is for development, so it is outside src,
 * the production image does not have it, and it is loaded only when the configuration asks for it.
 */
export async function loadSandbox() {
  if (!existsSync(place))
    throw new Error(
      'There is no sandbox here: the folder dev/ is for development and not part of the production image. Set DATABASE_URL, OIDC_ISSUER, OIDC_JWKS_URL and OIDC_AUDIENCE',
    )
  return import('../dev/sandbox/sandbox.ts')
}
