using Atiende.Accounts;
using Atiende.Cases;
using Atiende.Organizations;
using Atiende.Packs.Model;
using NodaTime;

namespace Atiende.Contract;

/// <summary>Asks for figures and cases in the name of who reads: an institution never gets but its own, whatever the address says.</summary>
internal sealed class ContractDesk(IContractCases cases, IOrganizations organizations, ICurrentMember member, TimeProvider clock)
{
    /// <summary>Today, on the organisation's clock.</summary>
    public LocalDate Today => Instant.FromDateTimeOffset(clock.GetUtcNow()).InZone(organizations.Current.Times.Zone).Date;

    /// <summary>Whose cases this member reads.</summary>
    public ContractSight Sight => ContractSight.Of(member.Sees);

    /// <summary>The institutions that the asker may choose among; none for an institution itself.</summary>
    public IReadOnlyList<string> Parties => member.Sees.Count == 0 ? cases.Parties?.Values ?? [] : [];

    /// <summary>Whose figures these are: the institution's name; null for all.</summary>
    public string? PartyOf(ContractAsk ask) => member.Sees.Count > 0 ? string.Join(", ", member.Sees.Select(sees => sees.Value)) : ask.Party.Length > 0 ? ask.Party : null;

    /// <summary>The indicators that are counted from cases.</summary>
    public IReadOnlyList<Indicator> Indicators => IndicatorsOf(organizations.Current);

    /// <summary>What is counted or listed.</summary>
    public ContractQuery Query(ContractAsk ask) => Query(ask, member.Sees, cases, organizations.Current);

    /// <summary>The same in the name of somebody who is not there: fields that nobody may ask for are left out.</summary>
    public static ContractQuery Query(ContractAsk ask, IReadOnlyList<(string Field, string Value)> sees, IContractCases cases, Organization organization)
    {
        var (from, to) = ask.Period.In(organization.Times.Zone);
        // A chosen party narrows what the staff sees; it never widens what an institution sees.
        var sight = sees.Count == 0 && ask.Party.Length > 0 && cases.Parties is { } parties ? new([(parties.Field, ask.Party)], All: false) : ContractSight.Of(sees);
        return new(sight, from, to)
        {
            Standing = ask.Standing,
            Where = ask.Where.RemoveRange(ask.Where.Keys.Except(cases.Dimensions.Select(by => by.Field), StringComparer.Ordinal)),
            Reasons = ask.Indicator.Length == 0 ? [] : IndicatorsOf(organization).FirstOrDefault(one => one.Id.Value == ask.Indicator)?.Clock?.Reasons ?? [],
        };
    }

    private static IReadOnlyList<Indicator> IndicatorsOf(Organization organization) =>
        [.. organization.Pack.Indicators.Where(one => one.Clock is { Reasons.Count: > 0 })];
}
