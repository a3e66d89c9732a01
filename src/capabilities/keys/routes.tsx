import { z } from 'zod'
import { oneOf } from '../../platform/web/fields.ts'
import { may, Routes } from '../../platform/web/routes.ts'
import type { Visit } from '../../platform/web/visit.ts'
import { KeysPage } from './pages.tsx'
import { keysWords } from './words.ts'

const choice = z.object({ keys: oneOf(['on', 'off']) })

export function keysRoutes(): Routes {
  return new Routes().get('/desk/keys', may('desk.open'), showKeys).post('/desk/keys', may('desk.open'), keepChoice)
}

function showKeys(visit: Visit): Promise<Response> {
  const t = keysWords(visit.language)
  const body = <KeysPage t={t} on={visit.kept('keys') !== 'off'} />
  return visit.show({ frame: 'desk', title: t('title'), current: '/desk/keys', body })
}

async function keepChoice(visit: Visit): Promise<Response> {
  const form = await visit.form(choice)
  if (form.ok) visit.keep('keys', form.value.keys)
  return visit.go('/desk/keys')
}
