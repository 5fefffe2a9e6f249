using Atiende.Fabric;
using Atiende.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace Atiende.Tests.Protection;

/// <summary>
/// Every column that may hold words is either forgotten by its room's <see cref="IPersonalData"/>, or declared here to be about nobody who is attended.
/// A new column fails until somebody has decided.
/// </summary>
public sealed class PersonalColumnTests
{
    // Of no person attended: ids, codes, states and names of the pack, of the staff, of the organisation. An asterisk means the whole table.
    private static readonly string[] OfNobody =
    [
        "*.OrganizationId", "Accounts.*", "AccountClaims.*", "AccountLogins.*", "AccountTokens.*", "AccountPasskeys.*", "AccountRoles.*", "Roles.*", "RoleClaims.*",
        "Memberships.*", "SignInEvents.*", "ApiKeys.*", "PackFiles.*", "ProcedureVersions.*", "Folios.*", "Forgotten.*", "RetentionReports.*",
        // Who of the staff looked at or changed which id, and why; kept as proof, its readings for their period.
        "Audit.*",
        "Attachments.MediaType", "Attachments.RemovedBy",
        // What members did with many at once, and what they follow: theirs, in the pack's words. What a kept list searches for, its name, and a note on its
        // way to many cases may name somebody: their room forgets those.
        "CaseHolders.*", "CaseFollows.*", "Presences.*", "CaseColumnChoices.*", "CaseViews.Member", "CaseViews.Unit", "CaseBulks.Member", "CaseBulks.By", "CaseBulks.Action", "CaseBulks.Value",
        "CaseBulkItems.*", "CaseRuns.*",
        "CaseLetters.Kind", "CaseLetters.Channel", "CaseLetters.Member", "CaseLetterDrafts.Member", "CaseLetterDrafts.Kind", "CaseOpinions.TokenHash",
        "IncomingMails.MessageId", "IncomingMails.State", "IncomingMails.Why", "OutboxMessages.MessageId",
        "CorrectiveActions.Type", "CorrectiveActions.Folio", "CorrectiveActions.Unit", "CorrectiveActions.Owner", "CorrectiveActions.OwnerKey", "CorrectiveActions.Due", "CorrectiveActions.CheckedOn",
        // The calendar of the channel's activities is of the organisation; what other systems are told names the case alone, its body is forgotten.
        "Activities.*", "Webhooks.*", "WebhookDeliveries.Event", "WebhookDeliveries.Folio", "WebhookDeliveries.State", "WebhookDeliveries.Problem", "RunDrafts.By", "RunDrafts.ByName",
        "PadFolios.*", "PadPrintings.*", "PaperDoors.*", "PaperPhotos.Door", "PaperPhotos.Site", "PaperPhotos.State", "PaperPhotos.Hash", "PaperPhotos.LeasedBy", "PaperPhotos.CaseFolio", "PaperPhotos.DoneBy",
        "CaseClaims.Type", "CaseClaims.Field", "CaseEvents.Kind", "CaseEvents.By", "CaseKeys.Key", "CaseValues.Type", "CaseValues.Field",
        "Cases.Folio", "Cases.Type", "Cases.Kind", "Cases.State", "Cases.Visited", "Cases.To", "Cases.Unit", "Cases.Name", "Cases.Foreign", "Cases.Reason", "Cases.DueWhy",
        "DeletionRequests.Through", "DeletionRequests.State", "DeletionRequests.DecidedBy", "DeletionRequests.Reason", "DeletionRequests.Dropped",
        "Filings.Folio", "Filings.Type", "Filings.Channel",
        "InboxTasks.Key", "InboxTasks.Kind", "InboxTasks.Role", "InboxTasks.OnlyMember", "InboxTasks.NotMember", "InboxTasks.TakenBy", "InboxTasks.FinishedBy",
        "InteractionEvents.Kind", "InteractionEvents.By",
        "Interactions.Folio", "Interactions.Channel", "Interactions.ChannelCalled", "Interactions.Line", "Interactions.State", "Interactions.Member", "Interactions.Unit", "Interactions.Disposition",
        "OutboxMessages.Key", "OutboxMessages.Notice", "OutboxMessages.State", "OutboxMessages.AgainBy",
        "PortalOpinions.Answer", "PortalTries.Key",
        "RecordChanges.Key", "RecordImports.System", "RecordImports.Record", "RecordImports.FileName", "RecordImports.State", "RecordImports.Report", "RecordImports.By", "RecordImports.EndedBy",
        "RecordKeys.Scope", "RecordKeys.Field", "RecordWords.Scope", "Records.System", "Records.Type", "Records.State", "Records.Origin", "Records.OriginHash",
        "RunDrafts.Node", "RunEffects.EffectId", "RunEffects.Node", "RunEffects.Kind", "RunEffects.Link", "RunEvents.ByMember", "RunEvents.ByName", "RunEvents.Node",
        "Runs.Document", "Runs.Version", "Runs.Section", "Runs.Node", "Runs.Status", "Runs.Role", "Runs.Member",
        // What somebody took as a table is theirs alone and gone in days, with what it was asked for.
        "Exports.*",
        "CaseMerges.By", "CaseLinks.Kind", "CaseLinks.By", "CaseClocks.*", "InboxTasks.Unit", "InboxTasks.Matter", "InboxTasks.WithdrawnBy", "RoutingVersions.*", "RoutingDrafts.*",
        "RoutingDecisions.Name", "RoutingDecisions.CaseType", "RoutingDecisions.Folio", "RoutingDecisions.Rule", "RoutingDecisions.To", "RoutingDecisions.Right", "RoutingDecisions.CheckedBy",
        // What is to be done of an order, and who of the staff does it.
        "OrderWork.*", "SubOrders.Name", "SubOrders.State",
    ];

    [Fact]
    public async Task Every_column_that_may_say_who_somebody_is_is_forgotten_by_some_room()
    {
        await using var store = await Store.On(Engine.Sqlite);
        await using var scope = store.In("cl-soser");
        var columns = scope.Db().Model.GetEntityTypes().SelectMany(Columns).ToHashSet(StringComparer.Ordinal);
        var forgotten = scope.ServiceProvider.GetServices<IPersonalData>().SelectMany(room => room.Forgets).ToList();

        Assert.True(forgotten.Count > 40, "the rooms were not found");
        Assert.Empty(forgotten.Except(columns));
        Assert.DoesNotContain(forgotten, column => IsDeclared(column) && !column.EndsWith(".By", StringComparison.Ordinal));
        Assert.DoesNotContain(columns.Except(forgotten), column => !IsDeclared(column));
        Assert.Empty(OfNobody.Where(declared => !declared.Contains('*', StringComparison.Ordinal)).Except(columns));
    }

    private static bool IsDeclared(string column) =>
        OfNobody.Contains(column) || OfNobody.Contains($"{column.Split('.')[0]}.*") || OfNobody.Contains($"*.{column.Split('.')[1]}");

    private static IEnumerable<string> Columns(IEntityType entity) => entity.GetProperties()
        .Where(property => (property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) is var type && (type == typeof(string) || type == typeof(byte[])))
        .Select(property => $"{entity.GetTableName()}.{property.GetColumnName()}");
}
