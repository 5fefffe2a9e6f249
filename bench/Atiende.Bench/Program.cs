using Atiende.Bench;

// Each measurement stands beside something measured in the same run; see bench/README.md.
return args switch
{
    ["walker", var packs, ..] => WalkerBench.Run(packs),
    ["desk", var url, var agents, var seconds, ..] => await DeskBench.Run(new Uri(url), int.Parse(agents, null), int.Parse(seconds, null)),
    ["start", var launcher, ..] => await StartBench.Run(launcher),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: walker PACKS-DIR | desk URL AGENTS SECONDS | start LAUNCHER");
    return 2;
}
