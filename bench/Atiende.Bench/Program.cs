using Atiende.Bench;

// Each measurement stands beside something measured in the same run; see bench/README.md.
return args switch
{
    ["walker", var packs, ..] => WalkerBench.Run(packs),
    ["sip", ..] => SipBench.Run(),
    ["agents", var data, var connection, var count, ..] => await Agents.Make(data, connection, int.Parse(count, null)),
    ["desk", var url, var agents, var seconds, .. var process] => await DeskBench.Run(new Uri(url), int.Parse(agents, null), int.Parse(seconds, null), process is [var id] ? int.Parse(id, null) : null),
    ["records", var packs, var connection, var count, ..] => await RecordsBench.Run(packs, connection, int.Parse(count, null)),
    ["cases", var packs, var data, var connection, var count, ..] => await CasesBench.Run(packs, data, connection, int.Parse(count, null)),
    ["exports", var packs, var data, var connection, var count, ..] => await ExportsBench.Run(packs, data, connection, int.Parse(count, null)),
    ["case-pages", var url, ..] => await CasesBench.Pages(new Uri(url)),
    ["directory", var url, ..] => await DirectoryBench.Run(new Uri(url)),
    ["portal", var url, var clients, var seconds, ..] => await PortalBench.Run(new Uri(url), [.. clients.Split(',').Select(c => int.Parse(c, null))], int.Parse(seconds, null)),
    ["paint", var url, ..] => await PaintBench.Run(new Uri(url)),
    ["tickets", var url, var key, var clients, var seconds, ..] =>
        await TicketsBench.Run(new Uri(url), key, [.. clients.Split(',').Select(c => int.Parse(c, null))], int.Parse(seconds, null)),
    ["distribution", ..] => DistributionBench.Run(),
    ["start", var launcher, ..] => await StartBench.Run(launcher),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: walker PACKS-DIR | sip | agents DATA CONNECTION COUNT | desk URL AGENTS SECONDS [SERVER-PID] | records PACKS-DIR CONNECTION COUNT | cases PACKS-DIR DATA CONNECTION COUNT | exports PACKS-DIR DATA CONNECTION COUNT | case-pages URL | directory URL | portal URL CLIENTS SECONDS | paint URL | tickets URL KEY CLIENTS SECONDS | distribution | start LAUNCHER");
    return 2;
}
