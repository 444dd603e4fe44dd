/** What everything that comes of a bureau's test environment says first: nobody may take it for somebody's report. */
export const TEST_NOTICE = 'ATENÇÃO, TESTE: estes dados são inventados, do ambiente de testes do bureau.';
