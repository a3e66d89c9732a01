import { stringsFrom } from '../../platform/database/json.ts'
import { NotFound } from '../../platform/outcome.ts'
import type { Visit } from '../../platform/web/visit.ts'
import {
  Actions,
  Button,
  CheckField,
  DescriptionList,
  Form,
  PageTitle,
  SelectField,
  Stack,
  TextField,
} from '../../ui/index.ts'
import { countryOptions } from '../cases/index.ts'
import { findInstitution } from '../institutions/index.ts'
import { lawOfToday } from '../law/index.ts'
import { doorAddress, type LinkKind, type OneTimeLink, useLink } from '../one-time-links/index.ts'
import { answerOwn, linkKind, linkMail } from './actions.ts'
import { type Alumnus, ownForm } from './rules.ts'
import { findAlumnus } from './store.ts'
import { alumniWords } from './words.ts'

/** The step where a graduate says what is known of them today, and what they agree to or take back. */
export const alumnusLinks: LinkKind = {
  name: linkKind,
  title: (language) => alumniWords(language)('own.title'),
  mailKind: () => linkMail,
  async show(visit, link, token) {
    const alumnus = await alumnusOf(visit, link)
    const institution = await findInstitution(visit.house.database.shared, link.institution)
    const law = await lawOfToday(visit.house, link.institution)
    const t = alumniWords(visit.language)
    const { known, consent } = alumnus
    return (
      <Stack>
        <PageTitle title={t('own.title')} over={institution?.name[visit.language]} lead={t('own.lead')} />
        <DescriptionList
          rows={[
            { term: t('alumnus.name'), value: alumnus.name },
            { term: t('alumnus.direction'), value: alumnus.direction[visit.language] },
            { term: t('alumnus.year'), value: String(alumnus.year) },
            { term: t('alumnus.post'), value: alumnus.post?.[visit.language] ?? '–' },
          ]}
        />
        <Form action={`${doorAddress(token)}/answer`} method="post" label={t('own.title')}>
          <TextField name="post" label={t('own.post')} hint={t('own.postHint')} value={known?.post ?? ''} />
          <SelectField
            name="country"
            label={t('own.country')}
            options={countryOptions(law, t, known?.country ?? '', null)}
          />
          <CheckField
            name="directory"
            value="yes"
            label={t('own.directory')}
            checked={consent ? consent.directory : alumnus.key !== null}
          />
          <CheckField name="mails" value="yes" label={t('own.mails')} checked={consent?.mails ?? false} />
          <p>{t('own.withdraw')}</p>
          <Actions>
            <Button>{t('own.save')}</Button>
          </Actions>
        </Form>
      </Stack>
    )
  },
  async answer(visit, link) {
    const { id } = await alumnusOf(visit, link)
    const form = await visit.form(ownForm)
    // A browser can't send more than the fields hold; whoever does is asked again.
    if (!form.ok) return doorAddress(visit.param('token'))
    const { post, country, directory, mails } = form.value
    const own = { post, country: country || null, directory: directory === 'yes', mails: mails === 'yes' }
    await visit
      .within(link.institution)
      .transaction()
      .execute(async (tx) => {
        if (await useLink(tx, link.id, visit.house.clock.now()))
          await answerOwn(tx, visit.house, { institution: link.institution, id }, own)
      })
    return null
  },
}

async function alumnusOf(visit: Visit, link: OneTimeLink): Promise<Alumnus> {
  const { alumnus = '' } = stringsFrom(link.payload)
  const found = await findAlumnus(visit.within(link.institution), alumnus)
  if (!found) throw new NotFound()
  return found
}
