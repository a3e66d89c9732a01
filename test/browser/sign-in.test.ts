import { afterAll, expect, test } from 'vitest'
import { type RealProvider, startProvider } from '../real-provider.ts'
import { desk, useStage } from './stage.ts'

const open: { provider?: RealProvider } = {}
const stage = useStage({
  environment: async (url) => {
    const provider = await startProvider(`${url}/sign-in/provider/callback`, {
      aida: { sub: 'aida', email: 'officer@kslu.example', email_verified: true },
    })
    open.provider = provider
    return {
      KOPURO_OIDC_ISSUER: provider.issuer,
      KOPURO_OIDC_CLIENT_ID: provider.client,
      KOPURO_OIDC_CLIENT_SECRET: provider.secret,
      KOPURO_OIDC_NAME: 'Sample University',
    }
  },
})
afterAll(() => open.provider?.close())

test('an officer signs in by the university, adds a passkey, signs out and comes back with it alone', {
  timeout: 60_000,
}, async () => {
  const page = await stage.window(desk)
  const wire = await page.context().newCDPSession(page)
  await wire.send('WebAuthn.enable')
  await wire.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })

  await page.goto('/sign-in?to=/account')
  await page.getByRole('link', { name: 'Sign in with Sample University' }).click()
  await page.locator('input[name=login]').fill('aida')
  await page.locator('input[name=password]').fill('any')
  await page.locator('button[type=submit]').click()
  await page.locator('button[type=submit]').click()
  await page.getByRole('heading', { name: 'Your account' }).waitFor()
  expect(await page.textContent('main')).toContain('officer@kslu.example')

  await page.getByLabel('Name of the passkey').fill('Office computer')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByText('The passkey is added.').waitFor()
  expect(await page.textContent('main')).toContain('Office computer')

  await page.getByRole('button', { name: 'Sign out', exact: true }).first().click()
  await page.goto('/sign-in?to=/desk')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.waitForURL('**/desk')
  await page.getByRole('heading', { name: 'Today' }).waitFor()
})

test('whoever closes the device’s window stays on the page and reads what to do', async () => {
  const page = await stage.window(desk)
  const wire = await page.context().newCDPSession(page)
  await wire.send('WebAuthn.enable')
  await wire.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: false,
      automaticPresenceSimulation: true,
    },
  })
  await page.goto('/sign-in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await page.getByText('The device gave no passkey.').waitFor()
  expect(new URL(page.url()).pathname).toBe('/sign-in')
})

test('without JavaScript the page says that passkeys need it, and everything else is there', async () => {
  const page = await stage.window(desk, { script: false })
  await page.goto('/sign-in')
  await page.getByText("Your browser can't use passkeys, or JavaScript is off.").waitFor()
  expect(await page.getByRole('button', { name: 'Sign in with a passkey' }).count()).toBe(0)
  expect(await page.getByLabel('Password', { exact: true }).count()).toBe(1)
})
