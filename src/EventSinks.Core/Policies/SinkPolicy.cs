using Microsoft.Extensions.Configuration;

namespace EventSinks.Policies;

/// <summary>
/// What the operator of an engine lets its users declare and send. It is held against every declaration when that is bound, new ones and
/// those of the store alike, and against what is sent. The operator's own sinks are not under it. Immutable.
/// </summary>
/// <remarks>
/// Sink types that are stored and no longer allowed are suspended with the reason, and go on once they are allowed again. A policy never
/// prevents a stack from being opened.
/// </remarks>
public sealed record SinkPolicy
{
    /// <summary>Gets the sink types that may be declared: names, with <c>*</c> for any characters and <c>?</c> for one.</summary>
    /// <value>The default is <c>*</c>: all.</value>
    public IReadOnlyList<string> AllowedSinkTypes { get; init; } = ["*"];

    /// <summary>Gets the sink types that may not be declared although they are allowed otherwise, written in the same way.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyList<string> DeniedSinkTypes { get; init; } = [];

    /// <summary>
    /// Gets how many sinks a stack may have, all that are nested in it counted in; at least 1. Sinks that are switched off do not count. A
    /// stack with twice as many that were taken away and have yet to finish gets no new ones.
    /// </summary>
    /// <value>The default is null: any number.</value>
    public int? MaxSinksPerStack { get; init; }

    /// <summary>
    /// Gets how many events a second may be sent for one project, all its stacks and sinks together, from 0.001 to 1,000,000. An event counts
    /// once for each sink, and each time that it is tried. What is beyond waits.
    /// </summary>
    /// <value>The default is null: as many as go.</value>
    public double? EventsPerSecond { get; init; }

    /// <summary>Gets how many events may be sent at once for a project that has not sent any for a while, from 1 to 1,000,000.</summary>
    /// <value>The default is 100. Without <see cref="EventsPerSecond"/> it counts for nothing.</value>
    public int EventBurst { get; init; } = 100;

    /// <summary>Gets what declarations of single sink types are held to, by the name of the sink type.</summary>
    /// <value>The default is none.</value>
    public IReadOnlyDictionary<string, SinkTypePolicy> SinkTypes { get; init; } = new Dictionary<string, SinkTypePolicy>(StringComparer.Ordinal);

    /// <summary>Reads a policy from configuration. Keys are those of this record; what is not there has its default.</summary>
    /// <param name="configuration">The section with the policy.</param>
    /// <returns>The policy.</returns>
    /// <exception cref="FormatException">
    /// The section is empty or missing, a key is unknown, or a value is none that it may have; the message names everything that is wrong.
    /// </exception>
    public static SinkPolicy FromConfiguration(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return new SinkPolicyReader().Read(configuration);
    }

    internal IEnumerable<string> Validate() => new SinkPolicyRules(this).FindFaults();
}
