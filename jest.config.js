/**
 * Three projects, run one after another by `npm test`:
 * unit: core and nodes, both ledger engines, real SMTP; workflows: the packed package on a real n8n.
 * n8n-core comes from playground/ so that tests run on the very n8n that is pinned there.
 */
const shared = {
	transform: {
		'^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: false } } }],
	},
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/', '<rootDir>/playground/node_modules/'],
	testEnvironment: 'node',
	globalSetup: '<rootDir>/test/support/globalPostgres.ts',
	globalTeardown: '<rootDir>/test/support/globalPostgresStop.ts',
};

module.exports = {
	projects: [
		{ ...shared, displayName: 'unit', testMatch: ['<rootDir>/test/core/**/*.test.ts'], setupFilesAfterEnv: ['<rootDir>/test/support/timeLimit.ts'] },
		{
			...shared,
			displayName: 'nodes',
			testMatch: ['<rootDir>/test/nodes/**/*.test.ts'],
			// What goes to Asaas goes to the double on this machine, or nowhere.
			setupFiles: ['<rootDir>/test/doubles/asaas/redirect.cjs', '<rootDir>/test/support/n8nCoreSetup.ts'],
			setupFilesAfterEnv: ['<rootDir>/test/support/timeLimit.ts'],
			// The nodes and n8n-core must share one n8n-workflow.
			moduleNameMapper: { '^(n8n-core|n8n-workflow|n8n-nodes-base|reflect-metadata|@n8n/di)($|/.*)': '<rootDir>/playground/node_modules/$1$2' },
		},
		{
			...shared,
			displayName: 'workflows',
			testMatch: ['<rootDir>/test/workflows/**/*.test.ts'],
			globalSetup: '<rootDir>/test/workflows/support/globalSetup.ts',
			globalTeardown: '<rootDir>/test/workflows/support/globalTeardown.ts',
			runner: '<rootDir>/test/workflows/support/serialRunner.cjs',
			// A time limit of a project's own is only taken from here.
			setupFilesAfterEnv: ['<rootDir>/test/workflows/support/timeLimit.ts'],
		},
	],
};
