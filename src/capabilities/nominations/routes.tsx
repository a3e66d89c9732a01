import type { House } from '../../platform/house.ts'
import type { Routes } from '../../platform/web/routes.ts'
import { groupRoutes } from './group-routes.tsx'
import { studentRoutes } from './student-routes.ts'
import { templateRoutes } from './template-routes.tsx'

export function nominationRoutes(house: House): Routes {
  return groupRoutes(house).also(templateRoutes(house)).also(studentRoutes())
}
