using System.Collections;
using System.Text;
using EventSinks.Http;
using EventSinks.Tool.Stores;

namespace EventSinks.Tool.Terminal;

/// <summary>Everything that a command has of the world around it, so that a test can be that world.</summary>
internal sealed class ToolConsole
{
    private readonly Lock _gate = new();
    private LiveLine? _live;

    /// <summary>Gets where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Gets where complaints and progress go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Gets the standard input, opened when it is asked for.</summary>
    public required Func<Stream> OpenIn { get; init; }

    /// <summary>Gets whether a person sees <see cref="Out"/>.</summary>
    public bool IsOutTerminal { get; init; }

    /// <summary>Gets whether a person sees <see cref="Error"/>.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Gets the environment variables.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Gets the folder with the plug-ins that came with the tool.</summary>
    public required string PluginFolder { get; init; }

    /// <summary>Gets the clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gets how HTTP requests of the tool itself are sent: as sinks' are. Disposed by whoever asks for it.</summary>
    public Func<ISinkHttp> OpenHttp { get; init; } = static () => new SinkHttp();

    /// <summary>Gets how a store is opened to look at it and to steer it; the first argument is what <c>--store</c> names.</summary>
    public Func<string, TimeProvider, StoreVisit> VisitStore { get; init; } = SqliteStores.Visit;

    /// <summary>Gets how a store is opened to deliver from it; the second argument says what is allowed.</summary>
    public Func<string, StoreAccess, TimeProvider, OwnedStore> OpenStore { get; init; } = SqliteStores.Open;

    /// <summary>Gets the token of the first Ctrl-C.</summary>
    public CancellationToken Stopping { get; init; }

    /// <summary>Gets the token of the second Ctrl-C.</summary>
    public CancellationToken Aborting { get; init; }

    // https://no-color.org
    public bool AllowsColor => Variable("NO_COLOR") is null;

    public static ToolConsole OfProcess(Interrupts interrupts) => new()
    {
        Out = Writer(Console.OpenStandardOutput()),
        Error = Writer(Console.OpenStandardError()),
        OpenIn = Console.OpenStandardInput,
        IsOutTerminal = !Console.IsOutputRedirected,
        IsErrorTerminal = !Console.IsErrorRedirected,
        Variables = Environment.GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .ToDictionary(static entry => (string)entry.Key, static entry => (string?)entry.Value ?? "", StringComparer.Ordinal),
        PluginFolder = Path.Combine(AppContext.BaseDirectory, "plugins"),
        Stopping = interrupts.Stopping,
        Aborting = interrupts.Aborting,
    };

    /// <summary>Gets an environment variable; null if it is absent or empty.</summary>
    public string? Variable(string name) => Variables.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    /// <summary>Writes a line to <see cref="Error"/>, above the live line if there is one.</summary>
    public void Complain(string line)
    {
        lock (_gate)
        {
            if (_live is { } live)
            {
                live.WriteAbove(line);
            }
            else
            {
                Error.WriteLine(line);
            }
        }
    }

    /// <summary>Runs something with a line that tells a person how far it is; without one where nobody would see it.</summary>
    /// <param name="describe">Gives the text of the line; asked a few times a second.</param>
    /// <param name="run">What to run.</param>
    public async Task<T> RunWithLiveLineAsync<T>(Func<CancellationToken, Task<string>> describe, Func<Task<T>> run)
    {
        if (!IsErrorTerminal || Variable("TERM") is "dumb")
        {
            return await run().ConfigureAwait(false);
        }

        var live = new LiveLine(this);
        Show(live);
        try
        {
            return await live.RunAsync(describe, run).ConfigureAwait(false);
        }
        finally
        {
            Show(null);
        }
    }

    private static StreamWriter Writer(Stream stream) => new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true };

    private void Show(LiveLine? live)
    {
        lock (_gate)
        {
            _live = live;
        }
    }
}
