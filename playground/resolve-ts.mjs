/**
 * The package's own sources import one another without an extension, as CommonJS does. This lets the
 * scripts of playground/ and bench/ import those sources as they are: a relative import that is not
 * found is tried again with `.ts`, and as a folder with an `index.ts`.
 */
import { registerHooks } from 'node:module';

registerHooks({
	resolve(specifier, context, nextResolve) {
		try {
			return nextResolve(specifier, context);
		} catch (error) {
			if (!/^\.{1,2}\//.test(specifier) || /\.[cm]?[jt]s$/.test(specifier)) throw error;
			try {
				return nextResolve(`${specifier}.ts`, context);
			} catch {
				return nextResolve(`${specifier}/index.ts`, context);
			}
		}
	},
});
