namespace EventSinks.Discovery;

/// <summary>A sink type is known, but its plug-in cannot be used.</summary>
public sealed class SinkTypeUnavailableException : Exception
{
    internal SinkTypeUnavailableException(PluginProblem problem, Exception? innerException = null)
        : base(problem.Message, innerException) => Problem = problem;

    /// <summary>Gets the stable code of the reason; see <see cref="PluginProblemCodes"/>.</summary>
    public string Code => Problem.Code;

    internal PluginProblem Problem { get; }
}
