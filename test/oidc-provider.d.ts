// The package brings no types; this much of it the tests use.
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http'

  interface Account {
    readonly accountId: string
    claims(): object
  }

  export default class Provider {
    constructor(
      issuer: string,
      configuration: {
        readonly clients: readonly object[]
        readonly claims: Readonly<Record<string, readonly string[]>>
        readonly cookies: { readonly keys: readonly string[] }
        readonly pkce: { required(): boolean }
        findAccount(context: unknown, id: string): Account | undefined
      },
    )
    callback(): RequestListener
  }
}
