using System.Net;
using System.Text.RegularExpressions;
using Atiende.Accounts;

namespace Atiende.Tests.Faults;

/// <summary>
/// An agent without a screen: signs in over HTTP, starts attentions and answers whatever step is shown, with made-up data and by chance.
/// It remembers what the server has acknowledged, and what it sent without hearing back.
/// </summary>
internal sealed partial class DeskWalker : IDisposable
{
    // So many wrong answers to one step, then it is skipped with a reason.
    private const int WrongMost = 1;

    private readonly HttpClient client;
    private readonly Random chance;
    private readonly string account;
    private Guid? interaction;
    private int wrong;

    public DeskWalker(Uri address, string account, Random chance)
    {
        client = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        (this.account, this.chance) = (account, chance);
    }

    public string Organization => account.Split('@')[1];

    /// <summary>The step the server showed last; null where no run is open.</summary>
    public ShownStep? Step { get; private set; }

    /// <summary>Answers that the server took, in order.</summary>
    public List<GivenAnswer> Taken { get; } = [];

    /// <summary>What was typed at the step and acknowledged.</summary>
    public Dictionary<string, string> Drafted { get; } = [];

    /// <summary>What was sent last and not answered.</summary>
    public Sending? Unheard { get; private set; }

    /// <summary>What the server answered to the last answer.</summary>
    public string Heard { get; private set; } = "";

    public async Task SignIn()
    {
        var page = await client.GetStringAsync(new Uri("/sign-in", UriKind.Relative));
        using var answer = await Send(new("/sign-in", [("userName", account), ("password", DemonstrationAccounts.Password)], Token(page)), asFragment: false);
        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    /// <summary>One thing an agent does. Throws <see cref="HttpRequestException"/> where the server dies meanwhile: <see cref="Unheard"/> says what was sent.</summary>
    public async Task Act()
    {
        if (Step is null) await Begin();
        else if (Step.IsOpen && Step.TextField is { } field && chance.Next(3) == 0) await Type(field);
        else if (Step.IsOpen) await Answer();
        else Leave();
    }

    /// <summary>After a restart: the page is asked for again, and what was sent without an answer is sent again, as the desk's script does.</summary>
    public async Task Return()
    {
        if (Step is { } before && interaction is { } open)
        {
            var page = await Page($"/desk/{open}?run={before.Run}");
            var now = ShownStep.Of(page) ?? throw new InvalidOperationException("the run is not shown");
            Assert.Equal(before.Run, now.Run);
            if (Unheard is { IsAnswer: true }) Assert.True(now.Sequence >= before.Sequence, $"from {before.Sequence} back to {now.Sequence}");
            else Assert.Equal((before.Sequence, before.Node), (now.Sequence, now.Node));
            if (now.Sequence == before.Sequence)
            {
                foreach (var (name, typed) in Drafted)
                    if (Unheard?.IsDraft != true) Assert.Contains((name, typed), now.Typed);
            }
        }

        if (Unheard is not { } sent) return;

        if (sent.IsAnswer) await Give(sent);
        else if (sent.IsDraft) await Keep(sent);
        else (Unheard, Step) = (null, null);
    }

    /// <summary>A page's HTML.</summary>
    public async Task<string> Page(string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative));
        var html = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {(int)answer.StatusCode} {html[..Math.Min(300, html.Length)]}");
        return html;
    }

    /// <summary>Answers the step shown, whatever it asks; the result is what the server answered.</summary>
    public async Task<HttpStatusCode> Answer()
    {
        var step = Step!;
        var fields = step.Fill(chance);
        var act = wrong > WrongMost ? "skip" : "continue";
        fields.Add(("act", act));
        if (act == "skip") fields.Add(("reason", "Prueba de corte"));
        return await Give(new($"/desk/run/{step.Run}/answer", fields, step.Token) { Of = new(step.Run, step.Sequence, step.Node) });
    }

    /// <summary>Types into a field of the step; acknowledged when it returns with a success.</summary>
    public Task<HttpStatusCode> Type(string field) =>
        Keep(new($"/desk/run/{Step!.Run}/draft", [("node", Step.Node), ("sequence", $"{Step.Sequence}"), (field, $"Dicho a medias {chance.Next(10_000)}")], Step.Token) { IsDraft = true });

    public void Dispose() => client.Dispose();

    private async Task<HttpStatusCode> Keep(Sending sent)
    {
        Unheard = sent;
        using var answer = await Send(sent, asFragment: false);
        Unheard = null;
        if (answer.IsSuccessStatusCode)
        {
            Drafted.Clear();
            foreach (var (name, value) in sent.Fields.Where(f => f.Name is not ("node" or "sequence"))) Drafted[name] = value;
        }

        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> Give(Sending sent)
    {
        Unheard = sent;
        using var answer = await Send(sent, asFragment: true);
        var html = await answer.Content.ReadAsStringAsync();
        Unheard = null;
        Heard = WebUtility.HtmlDecode(html);
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            // Not taken: it is sent again when the server is well.
            Unheard = sent;
            return answer.StatusCode;
        }

        Assert.True((int)answer.StatusCode < 500, html);
        var shown = ShownStep.Of(html) ?? throw new InvalidOperationException($"{answer.StatusCode}: {html}");
        if (answer.IsSuccessStatusCode)
        {
            Taken.Add(sent.Of!);
            Drafted.Clear();
            wrong = 0;
            Step = shown with { Token = sent.Token };
        }
        else
        {
            wrong++;
            Step = Step! with { Sequence = shown.Sequence };
        }

        return answer.StatusCode;
    }

    // An attention over any line or door, led by any of its procedures.
    private async Task Begin()
    {
        var desk = await Page("/desk");
        var doors = Button().Matches(desk).Select(m => (Name: m.Groups[1].Value, Value: WebUtility.HtmlDecode(m.Groups[2].Value)))
            .Where(b => b.Name is "line" or "channel").ToList();
        using var started = await Once(new("/desk/start", [doors[chance.Next(doors.Count)]], Token(desk)));
        interaction = Guid.Parse(started.Headers.Location!.OriginalString.Split('/', '?')[2]);
        var page = await Page($"/desk/{interaction}");
        if (ShownStep.Of(page) is null)
        {
            var sections = Button().Matches(page).Where(m => m.Groups[1].Value == "section").Select(m => WebUtility.HtmlDecode(m.Groups[2].Value)).ToList();
            using var chosen = await Once(new($"/desk/{interaction}/procedure", [("section", sections[chance.Next(sections.Count)])], Token(page)));
            page = await Page(chosen.Headers.Location!.OriginalString);
        }

        Step = ShownStep.Of(page);
        wrong = 0;
    }

    /// <summary>Begins another attention; where that is not taken, the status, and <see cref="Heard"/> has what was said.</summary>
    public async Task<HttpStatusCode> BeginAnother()
    {
        Leave();
        try
        {
            await Begin();
            return HttpStatusCode.OK;
        }
        catch (NotTakenException refused)
        {
            Heard = refused.Said;
            return refused.Status;
        }
    }

    // What ended, or waits for somebody else, is left as it is; the next attention begins.
    private void Leave()
    {
        Step = null;
        Drafted.Clear();
    }

    private async Task<HttpResponseMessage> Once(Sending sent)
    {
        Unheard = sent;
        var answer = await Send(sent, asFragment: false);
        Unheard = null;
        if (answer.StatusCode != HttpStatusCode.Redirect) throw new NotTakenException(answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()));

        return answer;
    }

    private async Task<HttpResponseMessage> Send(Sending sent, bool asFragment)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(sent.Address, UriKind.Relative))
        {
            Content = new FormUrlEncodedContent(sent.Fields.Select(f => KeyValuePair.Create(f.Name, f.Value))),
        };
        request.Headers.Add("RequestVerificationToken", sent.Token);
        request.Headers.Accept.ParseAdd("text/html");
        if (asFragment) request.Headers.Add("HX-Request", "true");
        return await client.SendAsync(request);
    }

    internal static string Token(string page) => WebUtility.HtmlDecode(TokenPattern().Match(page).Groups[1].Value);

    [GeneratedRegex("<meta name=\"antiforgery\" content=\"([^\"]+)\"")]
    private static partial Regex TokenPattern();

    [GeneratedRegex("<button class=\"[^\"]*\" name=\"(\\w+)\" value=\"([^\"]+)\"")]
    private static partial Regex Button();
}

/// <summary>A request as it was sent, to be sent again.</summary>
internal sealed record Sending(string Address, List<(string Name, string Value)> Fields, string Token)
{
    /// <summary>The answer it gives, where it is one.</summary>
    public GivenAnswer? Of { get; init; }

    public bool IsDraft { get; init; }

    public bool IsAnswer => Of is not null;
}

/// <summary>An answer: of which run, at which number and node.</summary>
internal sealed record GivenAnswer(Guid Run, int Sequence, string Node);

/// <summary>What an agent handed in was not taken.</summary>
internal sealed class NotTakenException(HttpStatusCode status, string said) : Exception($"{(int)status}: {said}")
{
    public HttpStatusCode Status => status;

    public string Said => said;
}
