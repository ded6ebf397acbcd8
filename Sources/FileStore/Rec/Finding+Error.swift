import Domain

/// A finding is what a text that cannot be read gives instead of a value.
extension Finding: Error {}
