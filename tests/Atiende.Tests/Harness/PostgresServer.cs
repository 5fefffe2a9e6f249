using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Atiende.Tests.Harness;

/// <summary>
/// A real PostgreSQL on loopback for the whole test run, from Debian's <c>/usr/lib/postgresql</c>, with a data folder of its own.
/// The program's account is no superuser, so that row-level security holds as it does in production.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Owner = "atiende";
    private static readonly TimeSpan StartPatience = TimeSpan.FromMinutes(3);
    private static readonly Lazy<Task<PostgresServer>> Shared = new(() => Task.Run(Start));

    private readonly Process supervisor;
    private readonly StringWriter said = new();
    private int databases;

    private PostgresServer(Process supervisor, int port)
    {
        this.supervisor = supervisor;
        Port = port;
        supervisor.ErrorDataReceived += (_, line) => { lock (said) said.WriteLine(line.Data); };
        supervisor.BeginErrorReadLine();
    }

    public int Port { get; }

    /// <summary>The run's server, started when first asked for.</summary>
    public static Task<PostgresServer> Get() => Shared.Value;

    /// <summary>Stops the run's server if any test asked for it.</summary>
    public static async Task StopShared()
    {
        if (Shared.IsValueCreated) await (await Shared.Value).DisposeAsync();
    }

    /// <summary>A server that is the caller's alone, to be stopped and started under a test.</summary>
    public static Task<PostgresServer> Start() => Start("off");

    /// <summary>The same, of which a killed process loses nothing that it had committed.</summary>
    public static Task<PostgresServer> StartDurable() => Start("on");

    private static async Task<PostgresServer> Start(string synchronous)
    {
        var port = FreePort.Next();
        var start = new ProcessStartInfo("bash")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Script);
        start.ArgumentList.Add("postgres");
        start.ArgumentList.Add(port.ToString());
        start.ArgumentList.Add(synchronous);
        var supervisor = Process.Start(start)!;
        var server = new PostgresServer(supervisor, port);
        await server.WaitUntilReady();
        await server.Execute("postgres", $"CREATE ROLE {Owner} LOGIN CREATEDB");
        return server;
    }

    /// <summary>Stops it under whoever uses it; its data stays.</summary>
    public async Task Stop()
    {
        await supervisor.StandardInput.WriteLineAsync("end");
        await supervisor.StandardInput.FlushAsync();
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < StartPatience; await Task.Delay(50))
        {
            try
            {
                await Execute("postgres", "SELECT 1");
            }
            catch (NpgsqlException gone) when (gone.InnerException is SocketException)
            {
                return;
            }
            catch (NpgsqlException)
            {
                // On its way down.
            }
        }
    }

    /// <summary>Kills it with all its processes, as a fault of the machine does; what it had not stored is gone.</summary>
    public async Task Kill()
    {
        await supervisor.StandardInput.WriteLineAsync("crash");
        await supervisor.StandardInput.FlushAsync();
    }

    /// <summary>Starts it again on the same data.</summary>
    public async Task StartAgain()
    {
        await supervisor.StandardInput.WriteLineAsync("begin");
        await supervisor.StandardInput.FlushAsync();
        await WaitUntilReady();
    }

    /// <summary>Connection string of a database, for the program's account.</summary>
    public string ConnectionString(string database) =>
        $"Host=127.0.0.1;Port={Port};Username={Owner};Database={database};Maximum Pool Size=20;Timeout=10;Include Error Detail=true";

    /// <summary>A name that no other test has.</summary>
    public string NewName() => $"t{Interlocked.Increment(ref databases)}";

    /// <summary>Makes a database that begins as a copy of another.</summary>
    public Task Copy(string template, string name) => Execute(Owner, $"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY");

    /// <summary>Runs one statement in the maintenance database.</summary>
    public async Task Execute(string account, string statement)
    {
        await using var connection = new NpgsqlConnection(
            $"Host=127.0.0.1;Port={Port};Username={account};Database=postgres;Pooling=false;Timeout=5");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        supervisor.StandardInput.Close();
        await supervisor.WaitForExitAsync();
        supervisor.Dispose();
    }

    // The server ends with its supervisor, and the supervisor when its input ends: also when the tests are killed.
    private const string Script = """
        set -eu
        port=$1 synchronous=$2
        bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
        [ -n "$bin" ] || { echo 'PostgreSQL is missing: apt-get install postgresql' >&2; exit 1; }
        dir=$(mktemp -d /tmp/atiende-postgres-XXXXXX)
        trap 'rm -rf "$dir"' EXIT
        as=()
        if [ "$(id -u)" = 0 ]; then chown postgres "$dir"; as=(setpriv --reuid=postgres --regid=postgres --clear-groups); fi
        cd "$dir"
        "${as[@]}" "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync >&2
        begin() {
          "${as[@]}" "$bin/postgres" -D "$dir/data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
              -c fsync=off -c synchronous_commit="$synchronous" -c full_page_writes=off -c shared_buffers=32MB -c max_connections=600 \
              -c logging_collector=off </dev/null >&2 &
          server=$!
        }
        end() { kill -INT "$server" && wait "$server" || true; }
        crash() { kill -KILL $(cat "/proc/$server/task/$server/children") "$server"; wait "$server" || true; }
        begin
        while read -r word; do "$word"; done
        end
        """;

    private async Task WaitUntilReady()
    {
        for (var clock = Stopwatch.StartNew(); ; await Task.Delay(50))
        {
            try
            {
                await Execute("postgres", "SELECT 1");
                return;
            }
            catch (NpgsqlException) when (!supervisor.HasExited && clock.Elapsed < StartPatience)
            {
                // Not up yet.
            }
            catch (NpgsqlException down)
            {
                lock (said) throw new InvalidOperationException($"PostgreSQL did not start: {said}", down);
            }
        }
    }
}

/// <summary>Ports of loopback that nobody listens on.</summary>
public static class FreePort
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
