namespace Atiende.Storage;

/// <summary>
/// Numbers that are reserved in a transaction of their own: for PostgreSQL, where the row of a sequence, locked until each caller's end,
/// would let one caller write at a time.
/// </summary>
internal sealed class ReservedFolios(Db db, ICurrentOrganization organization, FolioReserve reserve) : IFolios
{
    public async Task<long> Next(string series, int period, CancellationToken cancel)
    {
        if (db.Database.CurrentTransaction is null) throw new InvalidOperationException("A folio is taken inside Write.");

        var of = new FolioSeries(organization.Id ?? throw new InvalidOperationException("A folio belongs to an organisation, and none was entered."), series, period);
        var number = await reserve.Take(of, cancel);
        db.AfterFailure(() => reserve.GiveBack(of, number));
        return number;
    }
}
