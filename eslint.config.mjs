import community from '@n8n/eslint-plugin-community-nodes';
import n8nBase from 'eslint-plugin-n8n-nodes-base';
import tseslint from 'typescript-eslint';

const base = (name) => n8nBase.configs[name].rules;

export default tseslint.config(
	{ ignores: ['**/node_modules/', 'dist/', '.cache/', 'coverage/', 'playground/**/*.cjs', 'playground/**/*.mjs', 'playground/inbox-web/'] },
	...tseslint.configs.recommended,
	{
		files: ['**/*.ts'],
		languageOptions: { parserOptions: { tsconfigRootDir: import.meta.dirname, project: './tsconfig.test.json' } },
		rules: {
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
		},
	},
	{ files: ['**/*.js', '**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } }, // CommonJS tools: jest and gulp load these themselves
	{
		files: ['nodes/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nBase },
		rules: { ...base('nodes') },
	},
	{
		files: ['credentials/**/*.ts'],
		plugins: { 'n8n-nodes-base': n8nBase },
		rules: { ...base('credentials') },
	},
	{
		...community.configs.recommendedWithoutN8nCloudSupport,
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
	},
	{
		files: ['nodes/**/*.ts', 'credentials/**/*.ts'],
		rules: {
			// These want the literal 'main'; the community plugin wants the NodeConnectionTypes constants, and it is the newer.
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			// Wants a camel-cased page name of n8n's own documentation; the community plugin wants a URL.
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			// nodes/shared/context.ts turns every error the operator can correct into a NodeOperationError; any other
			// error is a fault of ours and must keep its own stack.
			'n8n-nodes-base/node-execute-block-wrong-error-thrown': 'off',
			'@n8n/community-nodes/require-node-api-error': 'off',
			// A ready-made node of n8n's own (smtp) is what operators already have; the rule serves n8n Cloud's review,
			// which this package cannot enter (it has runtime dependencies).
			'@n8n/community-nodes/no-credential-reuse': 'off',
		},
	},
	{
		// Tested by the Receivables node (testedBy), which opens the ledger; the rule looks for the pair in one file.
		files: ['credentials/CobrancaAccountApi.credentials.ts'],
		rules: {
			'@n8n/community-nodes/credential-test-required': 'off',
			// A Pix key is no secret: it stands in every Pix code that a customer gets.
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		// The rule wants "API" at the end; in n8n's alphabetical list operators look for the service under A.
		files: ['credentials/Cobranca{Asaas,BureauHttp,Serasa,Spc}Api.credentials.ts'],
		rules: { 'n8n-nodes-base/cred-class-field-display-name-missing-api': 'off' },
	},
	{
		// A row of the régua is read by its day, so that stands first, not what is alphabetically before it.
		files: ['nodes/DunningRuler/steps.ts'],
		rules: { 'n8n-nodes-base/node-param-fixed-collection-type-unsorted-items': 'off' },
	},
	{
		// Tested by the Credit Bureau node (testedBy), which only reads it: every lookup costs.
		files: ['credentials/CobrancaBureauHttpApi.credentials.ts'],
		rules: { '@n8n/community-nodes/credential-test-required': 'off' },
	},
	{
		// Properties made from a dictionary, or whose defaults are those of core: the rules cannot see them.
		files: ['nodes/shared/operation.ts', 'nodes/Reminder/templateFields.ts', 'nodes/DelinquencyClassifier/settings/*.ts'],
		rules: {
			'n8n-nodes-base/node-param-default-missing': 'off',
			'n8n-nodes-base/node-param-default-wrong-for-options': 'off',
		},
	},
);
