using System.Collections.Immutable;
using Atiende.Procedures.Language;
using Atiende.Values;

namespace Atiende.Procedures.Walking;

/// <summary>Turns the effects written at a node into what is to be done, with what is known filled in.</summary>
internal sealed class Effects(FactBase facts, Func<string> nextId, NodeEntry entry, Walker walker)
{
    /// <summary>The run after the effect, and what is to be done; nothing where it would change nothing.</summary>
    public (Run Run, Doing? Doing) Resolve(Effect effect, Run run)
    {
        var known = facts with { Run = run };
        if (effect.When.Count > 0 && !known.Hold(effect.When)) return (run, null);

        return effect switch
        {
            SaveEffect save => Save(save, run, known),
            SubOrderEffect part => SubOrder(part, run, known),
            TransferEffect transfer => Transfer(transfer, run, known),
            UpdateEffect update => Update(update, run, known),
            HandOverEffect over => (run, HandOver(over, known)),
            _ => (run, Plain(effect, known)),
        };
    }

    private (Run, Doing?) Save(SaveEffect save, Run run, FactBase known)
    {
        var name = save.As?.Value ?? save.Case.Value;
        var before = run.Cases.GetValueOrDefault(name);
        var fields = (before?.Fields ?? new OpenCase { Name = name, Type = save.Case }.Fields).ToBuilder();
        foreach (var (field, written) in save.Fields)
        {
            if (known.Fill(written) is { } value) fields[field] = value;
        }

        foreach (var (field, written) in save.FieldsIfNone)
        {
            if (!fields.ContainsKey(field) && known.Fill(written) is { } value) fields[field] = value;
        }

        var after = (before ?? new OpenCase { Name = name, Type = save.Case }) with
        {
            Kind = Words(save.Kind, known) ?? before?.Kind ?? Words(save.KindIfNone, known),
            State = save.State?.Value ?? before?.State,
            To = Words(save.To?.Value, known) ?? before?.To,
            Parent = save.Parent?.Value ?? before?.Parent,
            Fields = fields.ToImmutable(),
        };
        if (before is not null && after.Says(before)) return (run, null);

        return (run with { Cases = run.Cases.SetItem(name, after) }, new SaveCase(nextId(), entry.Key, after, before is null));
    }

    private (Run, Doing?) SubOrder(SubOrderEffect part, Run run, FactBase known)
    {
        if (!run.Cases.TryGetValue(part.Of, out var order)) return (run, null);

        var before = order.SubOrders.Find(s => Folding.Same(s.Name, part.Name));
        var fields = (before?.Fields ?? ImmutableSortedDictionary.Create<string, Datum>(StringComparer.OrdinalIgnoreCase)).ToBuilder();
        foreach (var (field, written) in part.Fields)
        {
            if (known.Fill(written) is { } value) fields[field] = value;
        }

        var after = new OpenSubOrder(part.Name, part.State, fields.ToImmutable());
        if (after.Equals(before)) return (run, null);

        order = order with { SubOrders = before is null ? order.SubOrders.Add(after) : order.SubOrders.Replace(before, after) };
        return (run with { Cases = run.Cases.SetItem(order.Name, order) }, new SaveCase(nextId(), entry.Key, order, Opened: false));
    }

    private (Run, Doing?) Transfer(TransferEffect transfer, Run run, FactBase known)
    {
        var number = transfer.To.Select(known.Fill).FirstOrDefault(to => to.Length > 0) ?? "";
        var channel = known["channel"];
        var live = channel is null || Datum.Of("voice").Means(channel) || channel is ListDatum { Items: var names } && names.Any(Datum.Of("voice").Means);
        return (live ? run with { TransferredTo = number } : run,
            new TransferCall(nextId(), entry.Key, number, [.. transfer.Options], transfer.Tell?.Value, live));
    }

    /// <summary>What is set is known at once under the record's name; the system's answer may say more.</summary>
    private (Run, Doing?) Update(UpdateEffect update, Run run, FactBase known)
    {
        var of = update.Of is { } bound ? known[bound] : null;
        var set = Filled(update.Set, known);
        if ((update.As ?? update.Of) is { } name)
        {
            var row = (of as RowDatum)?.Parts ?? ImmutableSortedDictionary<string, Datum>.Empty;
            run = run with { Facts = run.Facts.SetItem(name, Datum.Of(row.SetItems(set))) };
        }

        return (run, new UpdateRecord(nextId(), entry.Key, update.System, update.Record, of, set, update.State?.Value, update.As?.Value, update.Called));
    }

    // Where nobody is known to hand it to, nothing is handed over.
    private HandOver? HandOver(HandOverEffect over, FactBase known)
    {
        var to = over.To.Select(t => Words(t.Value, known)).OfType<string>().Distinct(StringComparer.Ordinal).ToImmutableList();
        return to.IsEmpty ? null : new(nextId(), entry.Key, to, over.How, Words(over.About, known),
            Handed(over.Data, known), DueOf(over.Due, known), over.AnotherPerson, over.Called, GoesThere(over), over.As?.Value);
    }

    private Doing Plain(Effect effect, FactBase known) => effect switch
    {
        ReiterateEffect again => new RepeatCase(nextId(), entry.Key, again.Of, known[again.Of], again.Record),
        MailEffect mail => new SendMail(nextId(), entry.Key, mail.Notice, mail.To, DueOf(mail.Due, known)),
        CheckRouteEffect check => new CheckRoute(nextId(), entry.Key, check.Of, Words(check.To?.Value, known)),
        PromiseEffect promise => new Promise(nextId(), entry.Key, known.Fill(promise.About), promise.To?.Value,
            promise.Owner?.Value ?? entry.Role, DueOf(promise.Due, known), promise.Kept),
        DirectEffect direct => new Direct(nextId(), entry.Key, direct.To, Words(direct.For, known)),
        PrintEffect print => new Print(nextId(), entry.Key, print.Document),
        FolderEffect folder => new UpdateFolder(nextId(), entry.Key, [.. folder.Files], folder.System?.Value),
        ReportEffect report => new Report(nextId(), entry.Key, report.Name, report.Ref, report.To?.Value),
        ReviewEffect review => new Review(nextId(), entry.Key, review.Name, [.. review.Figures]),
        DiscloseEffect disclose => new Disclose(nextId(), entry.Key, disclose.Fact, known[disclose.Fact]),
        CheckEffect check => new Check(nextId(), entry.Key, check.Name, Holds(check, known)),
        _ => throw new NotSupportedException($"No one resolves the effect {effect.GetType().Name}."),
    };

    private bool Holds(CheckEffect check, FactBase known)
    {
        if (!known.Hold(check.Holds)) return false;
        if (check.Window is not { } window) return true;

        var time = check.Fact is null ? known.Local : FactBase.Time(known[check.Fact]);
        var from = check.From is null ? null : FactBase.Time(known[check.From]);
        return time is { } at && walker.Rules.Within(window, at, from?.Date);
    }

    /// <summary>Whether the next step is of a role it is handed to, so that the run itself is what is handed over.</summary>
    private bool GoesThere(HandOverEffect over)
    {
        var next = entry.Node.Go is { } go ? walker.Procedure.Resolve(go, entry.Section)
            : entry.Next is { } key && entry.Node is Step ? walker.Procedure[key] : null;
        return entry.Node is { End: null, Decide.Count: 0 } && next is not null && over.To.Any(to => to.Value == next.Role);
    }

    private static Due? DueOf(Due? due, FactBase known)
    {
        if (due?.Of is not { } fact) return due;

        int? Of(string part) => known[fact]?.Part(part)?.AsNumber() is { } count ? (int)count : null;
        return known[fact] is not { IsEmpty: false } said ? null : new()
        {
            At = due.At,
            Hours = Of("hours"),
            Days = Of("days"),
            WorkingHours = Of("working-hours"),
            WorkingDays = Of("working-days"),
            SameDay = said.Part("same-day")?.AsTruth() == true,
            NextMonth = said.Part("next-month")?.AsTruth() == true,
            From = due.From,
        };
    }

    private static string? Words(string? words, FactBase known) => words is null ? null : known.Fill(words) is { Length: > 0 } filled ? filled : null;

    private static ImmutableSortedDictionary<string, Datum> Filled(IReadOnlyDictionary<string, Datum> written, FactBase known) =>
        written.Select(w => (w.Key, Value: known.Fill(w.Value))).Where(w => w.Value is not null)
            .ToImmutableSortedDictionary(w => w.Key, w => w.Value!, StringComparer.OrdinalIgnoreCase);

    private static ImmutableSortedDictionary<string, Datum> Handed(IReadOnlyList<string> names, FactBase known) =>
        names.Select(n => (Name: n, Value: known[n])).Where(n => n.Value is not null)
            .DistinctBy(n => n.Name, StringComparer.OrdinalIgnoreCase)
            .ToImmutableSortedDictionary(n => n.Name, n => n.Value!, StringComparer.OrdinalIgnoreCase);
}
