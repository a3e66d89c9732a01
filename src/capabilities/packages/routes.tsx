import { Routes } from '../../platform/web/routes.ts'
import type { Procedure } from '../cases/index.ts'
import { lookRoutes } from './look-routes.tsx'
import { packageFileRoutes } from './package-routes.tsx'
import { registerRoutes } from './register-routes.tsx'
import { runRoutes } from './run-routes.tsx'

/** Everything below `/desk/packages`; what has a name of its own before what has an id. */
export function packageRoutes(procedures: readonly Procedure[]): Routes {
  return new Routes()
    .also(registerRoutes(procedures))
    .also(lookRoutes(procedures))
    .also(runRoutes(procedures))
    .also(packageFileRoutes(procedures))
}
