using Atiende.Hosting;
using Atiende.Portal.Pages;
using Atiende.Shell;
using Atiende.Values;

namespace Atiende.Portal;

/// <summary>Registration, confirmation, sign-in and recovery. Who asks is told the same whether the address is known or not.</summary>
internal static class PortalAccountRoutes
{
    public static void Map(IEndpointRouteBuilder open)
    {
        open.MapGet("/register", () => PortalPages.Show<RegisterPage>());
        open.MapPost("/register", Register);
        open.MapGet("/register/sent", (Texts texts) => Message(texts, "register.sent"));
        open.MapGet("/confirm", ConfirmPageOf);
        open.MapPost("/confirm", Confirm);
        open.MapGet("/sign-in", SignInPageOf);
        open.MapPost("/sign-in", SignIn);
        open.MapGet("/recover", () => PortalPages.Show<RecoverPage>());
        open.MapPost("/recover", Recover);
        open.MapGet("/recover/sent", (Texts texts) => Message(texts, "recover.sent"));
        open.MapGet("/recover/choose", ChoosePageOf);
        open.MapPost("/recover/choose", Choose);
    }

    private static async Task<IResult> Register(
        HttpContext context, PortalHere here, PortalRecords records, PortalAccounts accounts, Floods floods, TimeProvider clock, CancellationToken cancel)
    {
        var posted = await context.Request.ReadFormAsync(cancel);
        var form = PortalForm.Read(posted, records.Fields, here.Organization, clock.GetUtcNow());
        PortalPasswords.Check(form, posted, here.Portal.Registration);
        PortalPasswords.CheckTerms(form, here.Portal.Registration);
        if (form.Problems.Count > 0) return PortalPages.Show<RegisterPage>(new() { [nameof(RegisterPage.Form)] = form }, StatusCodes.Status422UnprocessableEntity);
        if (await floods.Count(FloodLimit.MailFromAddress, CallerNetwork.Of(context), cancel) is { } until) return Closed(context, until, clock);

        var mail = form.Values[records.FieldOf("mail")!].ToText();
        var address = Emails.TryParse(mail, out var key, out _) ? key : mail;
        await accounts.Register(address, PortalPasswords.Of(posted, here.Portal.Registration), form.Values.ToImmutable(), cancel);
        return Results.LocalRedirect(here.Path("register/sent"));
    }

    private static async Task<IResult> ConfirmPageOf(string? token, PortalAccounts accounts, Texts texts, CancellationToken cancel) =>
        token is { Length: > 0 } && await accounts.IsWaiting(token, cancel)
            ? PortalPages.Show<ConfirmPage>(new() { [nameof(ConfirmPage.Token)] = token })
            : Message(texts, "confirm.over", "register", StatusCodes.Status410Gone);

    private static async Task<IResult> Confirm(HttpContext context, PortalHere here, PortalAccounts accounts, Texts texts, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        if (await accounts.Confirm(form["token"].ToString(), cancel) is null) return Message(texts, "confirm.over", "register", StatusCodes.Status410Gone);

        return Results.LocalRedirect(here.Path("sign-in?done=confirmed"));
    }

    private static IResult SignInPageOf(PortalHere here, Texts texts, string? returnUrl, string? done) =>
        here.PersonId is not null ? Results.LocalRedirect(here.Path("requests")) : ShowSignIn(here, returnUrl, done switch
        {
            "confirmed" => texts["portal.done.confirmed"],
            "password" => texts["portal.done.password"],
            "out" => texts["portal.done.out"],
            "mail" => texts["portal.done.mail"],
            _ => null,
        });

    private static async Task<IResult> SignIn(HttpContext context, PortalHere here, PortalAccounts accounts, PortalFactor factor, TimeProvider clock, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        var outcome = await accounts.SignIn(form["mail"].ToString(), form["password"].ToString(), CallerNetwork.Of(context), PortalBrowser.Of(context), cancel);
        if (outcome is PortalDoor.Closed closed) CallerNetwork.ComeBack(context, closed.Until, clock.GetUtcNow());
        if (outcome is not PortalDoor.Entered entered)
            return ShowSignIn(here, form["returnUrl"], null, form["mail"].ToString(), outcome, outcome is PortalDoor.Closed ? StatusCodes.Status429TooManyRequests : StatusCodes.Status422UnprocessableEntity);

        if (entered.Person.FactorSecret is not null) return PortalFactorRoutes.Ask(here, factor.Ticket(entered.Person), form["returnUrl"]);

        await PortalSession.Enter(context, entered.Person);
        return Results.LocalRedirect(LocalUrl.Or(form["returnUrl"], here.Path("requests")));
    }

    private static async Task<IResult> Recover(HttpContext context, PortalHere here, PortalAccounts accounts, Floods floods, TimeProvider clock, CancellationToken cancel)
    {
        var form = await context.Request.ReadFormAsync(cancel);
        var typed = form["mail"].ToString();
        if (!Emails.TryParse(typed, out var address, out var problem))
        {
            return PortalPages.Show<RecoverPage>(
                new() { [nameof(RecoverPage.Mail)] = typed, [nameof(RecoverPage.Error)] = problem.Message.In(Texts.Language) }, StatusCodes.Status422UnprocessableEntity);
        }

        if (await floods.Count(FloodLimit.MailFromAddress, CallerNetwork.Of(context), cancel) is { } until) return Closed(context, until, clock);

        await accounts.Recover(address, cancel);
        return Results.LocalRedirect(here.Path("recover/sent"));
    }

    private static async Task<IResult> ChoosePageOf(string? token, PortalAccounts accounts, Texts texts, CancellationToken cancel) =>
        token is { Length: > 0 } && await accounts.IsRecovering(token, cancel)
            ? PortalPages.Show<ChoosePage>(new() { [nameof(ChoosePage.Token)] = token })
            : Message(texts, "recover.over", "recover", StatusCodes.Status410Gone);

    private static async Task<IResult> Choose(
        HttpContext context, PortalHere here, PortalRecords records, PortalAccounts accounts, Texts texts, TimeProvider clock, CancellationToken cancel)
    {
        var posted = await context.Request.ReadFormAsync(cancel);
        var token = posted["token"].ToString();
        var form = PortalForm.Read(posted, [.. records.Fields.Where(f => f.Secret)], here.Organization, clock.GetUtcNow());
        PortalPasswords.Check(form, posted, here.Portal.Registration);
        if (form.Problems.Count > 0)
            return PortalPages.Show<ChoosePage>(new() { [nameof(ChoosePage.Token)] = token, [nameof(ChoosePage.Form)] = form }, StatusCodes.Status422UnprocessableEntity);
        if (!await accounts.Choose(token, PortalPasswords.Of(posted, here.Portal.Registration), CallerNetwork.Of(context), cancel))
            return Message(texts, "recover.over", "recover", StatusCodes.Status410Gone);

        return Results.LocalRedirect(here.Path("sign-in?done=password"));
    }

    private static IResult ShowSignIn(PortalHere here, string? returnUrl, string? said, string mail = "", PortalDoor? outcome = null, int status = StatusCodes.Status200OK) =>
        PortalPages.Show<SignInPage>(new()
        {
            [nameof(SignInPage.ReturnUrl)] = LocalUrl.Or(returnUrl, here.Path("requests")),
            [nameof(SignInPage.Mail)] = mail,
            [nameof(SignInPage.Outcome)] = outcome,
            [nameof(SignInPage.Said)] = said,
        }, status);

    private static IResult Message(Texts texts, string what, string next = "sign-in", int status = StatusCodes.Status200OK) => PortalPages.Show<MessagePage>(new()
    {
        [nameof(MessagePage.Title)] = texts[$"portal.{what}.title"],
        [nameof(MessagePage.Said)] = texts[$"portal.{what}.said"],
        [nameof(MessagePage.Next)] = next,
        [nameof(MessagePage.NextName)] = texts[$"portal.{what}.next"],
    }, status);

    /// <summary>The page that says when it may be tried again.</summary>
    public static IResult Closed(HttpContext context, DateTimeOffset until, TimeProvider clock)
    {
        CallerNetwork.ComeBack(context, until, clock.GetUtcNow());
        return PortalPages.Show<ClosedPage>(new() { [nameof(ClosedPage.Until)] = until }, StatusCodes.Status429TooManyRequests);
    }
}
