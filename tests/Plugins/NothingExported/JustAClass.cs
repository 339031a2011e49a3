namespace NothingExported;

public sealed class JustAClass;
