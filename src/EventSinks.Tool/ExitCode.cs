namespace EventSinks.Tool;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCode
{
    public const int AllWell = 0;

    /// <summary>An environment, an event line or a name is wrong.</summary>
    public const int WrongInput = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>Something did not arrive, or the tool itself failed.</summary>
    public const int DeliveryFailed = 3;

    /// <summary>Ctrl-C came before the end of the input; what had been read arrived.</summary>
    public const int Interrupted = 130;
}
