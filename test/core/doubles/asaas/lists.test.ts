import { closeDesks, openDesk } from './desk';

afterEach(closeDesks);

it('pages newest first, ten at a time unless told, a hundred at most', async () => {
	const desk = await openDesk();
	desk.asaas.addMany(250);
	const ids = [...desk.asaas.account.payments.keys()].reverse();
	const page = async (query: string) => (await desk.get(`/payments?${query}`)).json;
	expect(await page('')).toMatchObject({ object: 'list', hasMore: true, totalCount: 250, limit: 10, offset: 0 });
	const seen: string[] = [];
	for (let offset = 0, more = true; more; offset += 100) {
		const { data, hasMore, limit } = await page(`limit=500&offset=${offset}`);
		expect(limit).toBe(100);
		seen.push(...data.map(({ id }: { id: string }) => id));
		more = hasMore;
	}
	expect(seen).toEqual(ids);
	expect(await page('limit=100&offset=150')).toMatchObject({ hasMore: false });
	expect(await page('limit=x&offset=-1')).toMatchObject({ limit: 10, offset: 0 });
	expect(await page('offset=400')).toMatchObject({ hasMore: false, totalCount: 250, data: [] });
});

it('shifts the pages when a charge is made or removed in between', async () => {
	const desk = await openDesk();
	desk.asaas.addMany(30);
	const ids = async (offset: number): Promise<string[]> => (await desk.get(`/payments?offset=${offset}`)).json.data.map(({ id }: { id: string }) => id);
	const first = await ids(0);
	desk.asaas.addPayment();
	expect((await ids(10))[0]).toBe(first[9]);
	desk.asaas.remove(first[0]);
	desk.asaas.remove(first[4]);
	expect((await ids(10))[0]).not.toBe(first[9]);
});

it('filters charges, all but by due date', async () => {
	const desk = await openDesk();
	const { asaas } = desk;
	const { id: customer } = asaas.addCustomer();
	const one = asaas.addPayment({ customer, externalReference: 'F-1', dueDate: '2027-03-01', dateCreated: '2027-02-01', billingType: 'PIX' });
	const two = asaas.addPayment({ customer, dueDate: '2027-03-15', dateCreated: '2027-03-02', installment: 'i-1', subscription: 'sub_1' });
	asaas.addPayment({ dueDate: '2027-04-01', dateCreated: '2027-03-05' });
	asaas.pay(two.id, { on: '2027-03-10' });
	const found = async (query: string) => (await desk.get(`/payments?${query}`)).json.data.map(({ id }: { id: string }) => id);
	expect(await found(`customer=${customer}`)).toEqual([two.id, one.id]);
	for (const query of ['status=OVERDUE', 'externalReference=F-1', 'billingType=PIX', `customer=${customer}&dateCreated[le]=2027-02-01`, 'dateCreated=2027-02-01']) {
		expect(await found(query)).toEqual([one.id]);
	}
	for (const query of ['status=RECEIVED', 'installment=i-1', 'subscription=sub_1', 'paymentDate[ge]=2027-03-10', 'paymentDate=2027-03-10', 'dateCreated[ge]=2027-03-02&dateCreated[le]=2027-03-04']) {
		expect(await found(query)).toEqual([two.id]);
	}
	expect(await found('paymentDate[ge]=2027-03-11')).toEqual([]);
	expect(await found('dueDate[ge]=2027-03-20')).toHaveLength(3);
});

it('filters by due date where it is told to work', async () => {
	const desk = await openDesk({ ignoreDueDateFilter: false });
	for (const dueDate of ['2027-03-01', '2027-03-15', '2027-04-01']) desk.asaas.addPayment({ dueDate });
	const { json } = await desk.get('/payments?dueDate[ge]=2027-03-10&dueDate[le]=2027-03-31');
	expect(json).toMatchObject({ totalCount: 1, data: [{ dueDate: '2027-03-15' }] });
});

it('holds 50,000 charges', async () => {
	const desk = await openDesk();
	desk.asaas.addMany(50_000, (index) => ({ externalReference: `F-${index}` }));
	const started = performance.now();
	for (let offset = 0; offset < 50_000; offset += 1000) expect((await desk.get(`/payments?limit=100&offset=${offset}`)).json.data).toHaveLength(100);
	expect((await desk.get('/payments?externalReference=F-3')).json.totalCount).toBe(1);
	expect(performance.now() - started).toBeLessThan(5000);
});
