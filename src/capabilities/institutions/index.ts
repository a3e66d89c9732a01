import type { Capability } from '../../platform/capability.ts'
import { officeRoutes } from './routes.tsx'
import { officeWords } from './words.ts'

export { type About, aboutOf, type Fact, type FactKind, type UnitName, unclearOf } from './about-store.ts'
export { type BulkEdit, editedSince, journalEdits } from './bulk-edits.ts'
export { editsOf, type RecordEdit } from './edits.ts'
export { type Kept, kept } from './kept.ts'
export { type OfficePage, officePagesOf } from './office-pages.ts'
export {
  type Contact,
  type ContactKind,
  type Institution,
  type Office,
  officeName,
  reachOf,
  type Setting,
  type Signatory,
  type StaffMember,
  sayContact,
  sayPhone,
  type Unit,
} from './rules.ts'
export { type Editor, edit, editorOf, findInstitution, listInstitutions, officeOf, signatoryOf } from './store.ts'

export const institutions: Capability = {
  name: 'institutions',
  words: officeWords,
  routes: (house) => officeRoutes(house),
  desk: [
    {
      group: 'settings',
      href: '/desk/office',
      text: (language) => officeWords(language)('office.title'),
      needs: 'office.edit',
    },
    {
      group: 'settings',
      href: '/desk/office/unclear',
      text: (language) => officeWords(language)('office.unclear'),
      needs: 'office.clear',
    },
  ],
}
