using Atiende.Bench;

// Each measurement stands beside something measured in the same run; see bench/README.md.
return args switch
{
    ["walker", var packs, ..] => WalkerBench.Run(packs),
    ["desk", var url, var agents, var seconds, ..] => await DeskBench.Run(new Uri(url), int.Parse(agents, null), int.Parse(seconds, null)),
    ["records", var packs, var connection, var count, ..] => await RecordsBench.Run(packs, connection, int.Parse(count, null)),
    ["directory", var url, ..] => await DirectoryBench.Run(new Uri(url)),
    ["paint", var url, ..] => await PaintBench.Run(new Uri(url)),
    ["tickets", var url, var key, var clients, var seconds, ..] =>
        await TicketsBench.Run(new Uri(url), key, [.. clients.Split(',').Select(c => int.Parse(c, null))], int.Parse(seconds, null)),
    ["start", var launcher, ..] => await StartBench.Run(launcher),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: walker PACKS-DIR | desk URL AGENTS SECONDS | records PACKS-DIR CONNECTION COUNT | directory URL | paint URL | tickets URL KEY CLIENTS SECONDS | start LAUNCHER");
    return 2;
}
