namespace Atiende.Hosting;

/// <summary>Made-up people and accounts shown on the sign-in page, or the real thing.</summary>
public enum Mode
{
    /// <summary>Demonstration accounts and people; serves this machine only.</summary>
    Demonstration,

    /// <summary>No demonstration account exists or can sign in.</summary>
    Production,
}

/// <summary>What becomes of a file that the virus scanner could not look into.</summary>
public enum Unscanned
{
    /// <summary>It is not taken; the sender is told to send it again later.</summary>
    Refuse,

    /// <summary>It is kept, marked as not looked into, and looked into as soon as the scanner answers.</summary>
    Keep,
}

/// <summary>How log lines are written.</summary>
public enum LogFormat
{
    /// <summary>Text on a terminal, JSON elsewhere.</summary>
    Auto,

    /// <summary>One JSON object a line.</summary>
    Json,

    /// <summary>One line of text an event.</summary>
    Text,
}

/// <summary>
/// The installation's settings: <c>atiende.json</c> in the data folder, then <c>ATIENDE_…</c> of the environment, which wins.
/// </summary>
public sealed record Settings
{
    /// <summary>Where the program serves unless told otherwise.</summary>
    public const string DefaultUrl = "http://localhost:5080";

    /// <summary>Absolute path of the folder that holds all the program keeps.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Absolute path of the folder that holds the packs, one folder each.</summary>
    public required string PacksFolder { get; init; }

    /// <summary>Addresses to serve on, separated by semicolons.</summary>
    public string Url { get; init; } = DefaultUrl;

    /// <summary>
    /// The address by which people reach this installation, such as <c>https://atencion.institucion.example</c>: links in mails begin with it.
    /// Empty: the address it serves on.
    /// </summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>
    /// Portals with a host of their own: the organisation, and the address such as <c>https://canal.institucion.example</c>; further ones after
    /// semicolons lead to the first. Only the portal is served there.
    /// </summary>
    public IReadOnlyDictionary<string, string> Portals { get; init; } = new Dictionary<string, string>();

    /// <summary>Further names by which the staff comes, separated by commas, where portals have hosts of their own: other names are turned away then.</summary>
    public string Hosts { get; init; } = "";

    /// <summary>Empty: SQLite in the data folder. <c>Host=…</c>: that PostgreSQL database.</summary>
    public string ConnectionString { get; init; } = "";

    /// <summary>Demonstration until production is asked for.</summary>
    public Mode Mode { get; init; } = Mode.Demonstration;

    /// <summary>Addresses of reverse proxies, separated by commas, whose word about the caller's address and scheme is taken; this machine's always is.</summary>
    public string Proxies { get; init; } = "";

    /// <summary>How log lines are written to standard output.</summary>
    public LogFormat Logs { get; init; } = LogFormat.Auto;

    /// <summary>Where mail goes; without a host it goes to <c>outbox/*.eml</c> in the data folder.</summary>
    public SmtpSettings Smtp { get; init; } = new();

    /// <summary>Where the files of cases lie; without an endpoint in the data folder.</summary>
    public S3Settings S3 { get; init; } = new();

    /// <summary>
    /// ClamAV's daemon that looks into files before they are kept: <c>host:port</c>, or the path of its socket. Empty: nothing is looked into.
    /// </summary>
    public string Clamd { get; init; } = "";

    /// <summary>What becomes of a file while that daemon does not answer.</summary>
    public Unscanned Unscanned { get; init; } = Unscanned.Refuse;

    /// <summary>Where answers by mail come in; without a folder they are not read.</summary>
    public MailSettings Mail { get; init; } = new();

    /// <summary>Where traces and metrics go; without an endpoint nowhere.</summary>
    public OtlpSettings Otlp { get; init; } = new();

    /// <summary>How programs of other offices may use the API.</summary>
    public ApiSettings Api { get; init; } = new();

    /// <summary>How other offices' programs are told of cases.</summary>
    public WebhookSettings Webhooks { get; init; } = new();

    /// <summary>Whether the demonstration's accounts and people exist.</summary>
    public bool IsDemonstration => Mode == Mode.Demonstration;

    /// <summary>Path of something in the data folder.</summary>
    public string InData(params string[] parts) => Path.Combine([DataFolder, .. parts]);

    /// <summary>Reads the settings of a data folder, which is made when it does not exist.</summary>
    /// <exception cref="UsageException">A setting is unknown or has a wrong value, or the folder cannot be made.</exception>
    public static Settings Load(DirectoryInfo? data, string? url = null) => SettingsReader.Read(data, url);
}

/// <summary>A mail relay.</summary>
public sealed record SmtpSettings
{
    /// <summary>Name or address of the relay; empty for none.</summary>
    public string Host { get; init; } = "";

    /// <summary>Port of the relay.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Account at the relay; empty for none.</summary>
    public string User { get; init; } = "";

    /// <summary>Password of that account.</summary>
    public string Password { get; init; } = "";

    /// <summary>Sender of all notices, such as <c>avisos@institucion.example</c>.</summary>
    public string From { get; init; } = "";

    /// <summary>Whether the connection must be encrypted (STARTTLS).</summary>
    public bool Encrypted { get; init; } = true;
}

/// <summary>An S3-compatible store: MinIO, Ceph, SeaweedFS, Amazon's.</summary>
public sealed record S3Settings
{
    /// <summary>Its address, such as <c>https://s3.institucion.example</c>; empty for none.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>The bucket, which must be there.</summary>
    public string Bucket { get; init; } = "";

    /// <summary>What all keys begin with, such as <c>atiende/</c>, where the bucket is shared; empty for nothing.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The region that requests are signed for.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>The key's name.</summary>
    public string AccessKey { get; init; } = "";

    /// <summary>The key's secret.</summary>
    public string SecretKey { get; init; } = "";

    /// <summary>How long one request may take, in seconds.</summary>
    public int TimeoutSeconds { get; init; } = 30;
}

/// <summary>Answers by mail.</summary>
public sealed record MailSettings
{
    /// <summary>A Maildir that something else fills, such as isync: absolute path of the folder that holds <c>new</c> and <c>cur</c>; empty for none.</summary>
    public string Inbox { get; init; } = "";

    /// <summary>The address that answers go to, the mailbox of that Maildir; empty: the sender's own.</summary>
    public string ReplyTo { get; init; } = "";

    /// <summary>The organisation whose list gets what belongs to no case; empty: the first that has a portal.</summary>
    public string Organization { get; init; } = "";
}

/// <summary>The API's limits.</summary>
public sealed record ApiSettings
{
    /// <summary>Requests a second of one key; more are answered 429.</summary>
    public int RequestsPerSecond { get; init; } = 5000;
}

/// <summary>Where messages to other offices' programs may go.</summary>
public sealed record WebhookSettings
{
    /// <summary>Whether they may go to addresses inside a private network, such as 10.0.0.0/8; else the program refuses to connect to them.</summary>
    public bool AllowPrivateAddresses { get; init; }
}

/// <summary>An OpenTelemetry collector.</summary>
public sealed record OtlpSettings
{
    /// <summary>Address such as <c>http://collector:4317</c>; empty for none.</summary>
    public string Endpoint { get; init; } = "";

    /// <summary>Extra headers, <c>name=value</c> separated by commas.</summary>
    public string Headers { get; init; } = "";

    /// <summary>Whether it speaks gRPC (port 4317) rather than HTTP with protobuf (port 4318).</summary>
    public bool Grpc { get; init; } = true;
}
