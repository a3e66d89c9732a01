import { z } from 'zod'
import { shortestPassword } from '../../platform/sessions/auth.ts'
import { placeWhere, type SignedIn } from '../../platform/sessions/index.ts'
import type { Limit } from '../../platform/web/attempts.ts'
import { line, mailAddress } from '../../platform/web/fields.ts'
import { ownAddress } from '../../platform/web/visit.ts'
import { languages } from '../../platform/words/languages.ts'

/** Wrong passwords for one address; a right one clears them. */
export const passwordLimit: Limit = { name: 'sign-in', most: 10, minutes: 15 }
/** A hostel or a university is often one address, so a place may try far more often than a person. */
export const placeLimit: Limit = { name: 'sign-in-place', most: 300, minutes: 15 }
/** Mails with a link to one address: nobody's mailbox is filled by a stranger. */
export const linkLimit: Limit = { name: 'sign-in-link', most: 5, minutes: 60 }
/** A password asked again on the account's own page. */
export const proofLimit: Limit = { name: 'account-password', most: 10, minutes: 15 }

const longestPassword = 128
const password = z
  .string()
  .optional()
  .transform((text) => (text ?? '').normalize('NFC'))
const given = password.pipe(z.string().min(1, 'form.missing').max(longestPassword, 'form.tooLong'))
const chosen = password.pipe(
  z.string().min(1, 'form.missing').min(shortestPassword, 'password.tooShort').max(longestPassword, 'form.tooLong'),
)
const to = z.string().optional()

// Only that something was typed is checked: an address that nobody can have gets the answer of one that nobody has.
export const signInForm = z.object({ email: line(254), password: given, to })
export const linkForm = z.object({ email: mailAddress(), to })
export const tokenForm = z.object({ token: z.string().max(200), to })
export const codeForm = z.object({ code: line(20).transform((text) => text.replace(/\s/g, '')), to })
export const placeForm = z.object({ institution: line(40) })
export const passkeyForm = z.object({ passkeyName: line(60), answer: z.string().max(20_000) })
export const usedPasskeyForm = z.object({ answer: z.string().max(20_000), to })
export const languageForm = z.object({ language: z.enum(languages) })
export const newPasswordForm = z.object({ newPassword: chosen })
export const changedPasswordForm = z.object({ password: given, newPassword: chosen })
export const proofForm = z.object({ password: given })
/** The app's key travels with the form, so that a mistyped code doesn't take it from the page. */
export const confirmForm = z.object({
  code: line(20).transform((text) => text.replace(/\s/g, '')),
  secret: z.string().regex(/^[A-Z2-7]{16,128}=*$/),
})

/** Where somebody goes after signing in: where they wanted to, or their own start. */
export function destination(wanted: string | undefined | null, who: SignedIn | null): string {
  if (who?.waits) return '/account'
  return ownAddress(wanted) ?? (placeWhere(who, 'desk.open') ? '/desk' : '/my')
}

/** A key as people copy it: in groups of four. */
export function inFours(key: string): string {
  return key.replace(/(.{4})(?=.)/g, '$1 ')
}
