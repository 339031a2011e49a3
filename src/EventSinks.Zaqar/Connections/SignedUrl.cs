using System.Globalization;
using System.Net.Http.Headers;

namespace EventSinks.Zaqar.Connections;

/// <summary>
/// A pre-signed URL that is whole: who has it may use one queue of one project until it expires (Zaqar, <c>zaqar/common/urls.py</c>).
/// Immutable. Its text does not show the signature.
/// </summary>
internal sealed class SignedUrl
{
    /// <summary>Why a queue cannot be created under a signed URL.</summary>
    public const string CreatesNoQueue = "queue_metadata needs credentials: a signed URL cannot create a queue";

    private static readonly string[] TimeFormats = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];
    private readonly string _paths;
    private readonly string _methods;
    private readonly string _expires;

    private SignedUrl(string paths, string methods, string project, string expires, DateTimeOffset expiresAt, string signature)
    {
        _paths = paths;
        _methods = methods;
        _expires = expires;
        ProjectId = project;
        ExpiresAt = expiresAt;
        Signature = signature;
    }

    /// <summary>Gets the project that the queue belongs to.</summary>
    public string ProjectId { get; }

    /// <summary>Gets when it stops working.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>Gets the signature. Never shown.</summary>
    public string Signature { get; }

    /// <summary>Reads what a declaration carries.</summary>
    /// <param name="options">What was declared.</param>
    /// <param name="queue">The queue that it is to be for.</param>
    /// <param name="fault">What is wrong with it, if it cannot be used.</param>
    /// <returns>The URL, or null.</returns>
    public static SignedUrl? Read(SignedUrlOptions options, string queue, out string? fault) => Read(
        [.. options.Paths ?? []], [.. options.Methods ?? []], options.Project, options.Expires, options.Signature, queue, out fault);

    /// <summary>Reads a credential of kind <see cref="StackCredentialKinds.ZaqarSignedUrl"/>; lists are separated by commas there.</summary>
    /// <inheritdoc cref="Read(SignedUrlOptions, string, out string?)" />
    public static SignedUrl? Read(StackCredential credential, string queue, out string? fault)
    {
        return Read(
            List("paths"), List("methods"), credential.Attribute("project"), credential.Attribute("expires"), credential.Secret, queue, out fault);

        string[] List(string name) =>
            (credential.Attribute(name) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>Puts what proves it into the headers of a request.</summary>
    public void Sign(HttpRequestHeaders headers)
    {
        headers.TryAddWithoutValidation("URL-Signature", Signature);
        headers.TryAddWithoutValidation("URL-Expires", _expires);
        headers.TryAddWithoutValidation("URL-Methods", _methods);
        headers.TryAddWithoutValidation("URL-Paths", _paths);
    }

    /// <summary>Gives the project and the end, never the signature.</summary>
    public override string ToString() => $"signed URL of project {ProjectId} until {_expires}";

    private static SignedUrl? Read(
        string[] paths, string[] methods, string? project, string? expires, string? signature, string queue, out string? fault)
    {
        var isTime = DateTimeOffset.TryParseExact(
            expires, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var expiresAt);
        fault = (paths, methods) switch
        {
            ([], _) => Lacks("paths"),
            (_, []) => Lacks("methods"),
            _ when string.IsNullOrEmpty(project) => Lacks("project"),
            _ when string.IsNullOrEmpty(expires) => Lacks("expires"),
            _ when string.IsNullOrEmpty(signature) => Lacks("signature"),
            _ when !isTime => "its 'expires' is not a time such as 2099-01-01T00:00:00",
            _ when !Array.Exists(methods, static method => method == "POST") => "it does not allow POST; share the queue again with methods [\"POST\"]",

            // Zaqar searches each signed path, as a pattern, in the request's.
            _ when !Array.Exists(paths, path => path == $"/v2/queues/{queue}/messages") =>
                $"it is not for /v2/queues/{queue}/messages; share that queue with paths [\"messages\"]",
            _ when !paths.Concat(methods).Append(project).Append(signature).All(HeaderValue.Fits) => "it has characters that no HTTP header can carry",
            _ => null,
        };
        return fault is null ? new(string.Join(',', paths), string.Join(',', methods), project!, expires!, expiresAt, signature!) : null;
    }

    private static string Lacks(string member) =>
        $"it lacks '{member}'; expected is all that Zaqar's share returns: paths, methods, project, expires, signature";
}
